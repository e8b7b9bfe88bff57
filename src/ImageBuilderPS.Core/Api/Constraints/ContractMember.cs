using System.Collections.Concurrent;
using System.Reflection;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>A member of a contract type: its property, its JSON name and its constraints, read once.</summary>
public sealed class ContractMember
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ContractMember>> Cache = new();

    private ContractMember(PropertyInfo property)
    {
        Property = property;
        JsonName = NameOf(property);
        IsRequired = property.IsDefined(typeof(ApiRequiredAttribute));
        IsInPath = property.IsDefined(typeof(InPathAttribute));
        Constraints = [.. property.GetCustomAttributes<ConstraintAttribute>()];
    }

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>The member's name in the API's JSON.</summary>
    public string JsonName { get; }

    /// <summary>Whether the API rejects a request without it.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether a request has it in its path.</summary>
    public bool IsInPath { get; }

    /// <summary>The constraints on a value.</summary>
    public IReadOnlyList<ConstraintAttribute> Constraints { get; }

    /// <summary>The members of a contract type that the API knows, in declaration order.</summary>
    /// <param name="type">A contract type.</param>
    public static IReadOnlyList<ContractMember> Of(Type type) => Cache.GetOrAdd(type, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !property.IsDefined(typeof(NotInApiAttribute)))
            .Select(property => new ContractMember(property)),
    ]);

    /// <summary>A member by its property's name.</summary>
    /// <param name="type">A contract type.</param>
    /// <param name="name">The property's name.</param>
    /// <exception cref="ArgumentException">The type has no such member.</exception>
    public static ContractMember Of(Type type, string name) =>
        Of(type).FirstOrDefault(member => member.Property.Name == name)
        ?? throw new ArgumentException($"{type.Name} has no member {name}.", nameof(name));

    internal static string NameOf(PropertyInfo property) =>
        char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);

    /// <summary>Checks one value against the member's own constraints; what the value contains is not checked.</summary>
    /// <param name="value">The value; null for a missing member.</param>
    /// <param name="path">The JSON path of the value.</param>
    internal IEnumerable<Violation> Check(object? value, string path) =>
        value is not null ? Constraints.SelectMany(constraint => constraint.Check(path, value))
        : IsRequired ? [Missing(path)]
        : [];

    private Violation Missing(string path) => new(
        path,
        null,
        Constraints.Count > 0 ? Constraints[0].Expected : "a value",
        Constraints.Count > 0 ? Constraints[0].Example : null,
        ServiceMessages.NotNull);
}
