using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>The resources of one account in one region. Lock <see cref="ServiceState.Gate"/> to read or change them.</summary>
internal sealed class RegionState(string account, string region)
{
    public string Account { get; } = account;

    public string Region { get; } = region;

    public ImageStore Images { get; } = new();

    public OrderedStore<DistributionConfiguration> Configurations { get; } = new();

    public OrderedStore<LifecyclePolicy> Policies { get; } = new();

    public ExecutionStore Executions { get; } = new();

    public IdempotencyLog Idempotency { get; } = new();

    /// <summary>The ARN of a resource here: <c>distribution-configuration/my-config</c>.</summary>
    public string Arn(string resource) => $"arn:{Partition}:imagebuilder:{Region}:{Account}:{resource}";

    /// <summary>The ARN of a resource that Amazon owns.</summary>
    public string AmazonArn(string resource) => $"arn:{Partition}:imagebuilder:{Region}:aws:{resource}";

    /// <summary>Carries out the steps of lifecycle executions that are due at a time.</summary>
    public void AdvanceTo(DateTimeOffset now) => Executions.AdvanceTo(now);

    private string Partition =>
        Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
