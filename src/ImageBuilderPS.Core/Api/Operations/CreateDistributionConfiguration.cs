using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Creates a distribution configuration.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("CreateDistributionConfiguration", "PUT", RequestIdInBody = true)]
public sealed class CreateDistributionConfigurationRequest : Request<CreateDistributionConfigurationResponse>, IIdempotent, IExtensible, IMemberRules, IMemberWarnings
{
    /// <summary>The configuration's name, 3 to 128 characters.</summary>
    [ApiRequired, ResourceName]
    public string? Name { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>One entry per region, each with at least one output.</summary>
    [ApiRequired, ListConstraint(0, int.MaxValue)]
    public Distribution[]? Distributions { get; set; }

    /// <summary>The configuration's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>Whether the service only checks the request. Then a valid request ends in a <see cref="DryRunOperationException"/>.</summary>
    public bool? DryRun { get; set; }

    /// <inheritdoc/>
    [NotInApi]
    public IDictionary<string, object?>? AdditionalMembers { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path) => DistributionRules.Violations(Distributions, path);

    IEnumerable<string> IMemberWarnings.Warnings() => DistributionRules.Warnings(Distributions);
}

/// <summary>What was created.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class CreateDistributionConfigurationResponse : Response
{
    /// <summary>The request's client token.</summary>
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>The new configuration's ARN.</summary>
    [ApiRequired]
    [DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }
}
