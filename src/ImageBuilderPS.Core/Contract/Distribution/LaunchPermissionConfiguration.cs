using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Who may launch an AMI.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LaunchPermissionConfiguration : ExtensibleShape
{
    /// <summary>Accounts, 1 to 1536.</summary>
    [AccountList]
    public string[]? UserIds { get; set; }

    /// <summary>Groups; <c>all</c> makes the AMI public.</summary>
    [StringList]
    public string[]? UserGroups { get; set; }

    /// <summary>Organizations, 1 to 25.</summary>
    [OrganizationArnList]
    public string[]? OrganizationArns { get; set; }

    /// <summary>Organizational units, 1 to 25.</summary>
    [OrganizationalUnitArnList]
    public string[]? OrganizationalUnitArns { get; set; }

    /// <summary>Who may launch, one after the other.</summary>
    public override string ToString() => string.Join(", ", new[] { UserIds, UserGroups, OrganizationArns, OrganizationalUnitArns }.SelectMany(list => list ?? []));
}
