namespace ImageBuilderPS.Binding;

/// <summary>
/// Says which member of the API a parameter carries. It validates nothing by itself: completion and tests read it, and
/// the request as a whole is validated before it is sent, so that one error lists all violations.
/// </summary>
/// <param name="type">The contract type.</param>
/// <param name="member">The member's name.</param>
/// <remarks>
/// <see cref="ValidateMemberAttribute"/> validates at binding, for cmdlets that send no request. When to use which:
/// docs/decisions/0002-who-validates-a-request.md.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ApiMemberAttribute(Type type, string member) : Attribute, IApiMember
{
    /// <summary>The contract type.</summary>
    public Type Type { get; } = type;

    /// <summary>The member's name.</summary>
    public string Member { get; } = member;
}

/// <summary>An attribute that says which member of the API a parameter carries.</summary>
internal interface IApiMember
{
    /// <summary>The contract type.</summary>
    Type Type { get; }

    /// <summary>The member's name.</summary>
    string Member { get; }
}
