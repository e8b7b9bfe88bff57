using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Client;

/// <summary>Merges requests member by member.</summary>
public static class RequestMerge
{
    /// <summary>A request with the members of <paramref name="changes"/>, and where these are null, of another request.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <param name="changes">The members to change; the others are null.</param>
    /// <param name="original">The request that the changes are merged into; it stays as it is.</param>
    /// <returns>A new request. Nested objects are shared, not copied.</returns>
    public static TRequest MergedOver<TRequest>(this TRequest changes, TRequest original)
        where TRequest : Request, new()
    {
        var merged = new TRequest();
        foreach (var member in ContractMember.Of(typeof(TRequest)))
            member.Property.SetValue(merged, member.Property.GetValue(changes) ?? member.Property.GetValue(original));
        if (merged is IExtensible extensible)
            extensible.AdditionalMembers = ((IExtensible)changes).AdditionalMembers ?? ((IExtensible)original).AdditionalMembers;
        return merged;
    }
}
