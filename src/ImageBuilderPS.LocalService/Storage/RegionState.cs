using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Rbin;
using ImageBuilderPS.LocalService.Ssm;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>The resources of one account in one region.</summary>
internal sealed class RegionState
{
    private readonly OrderedStore<InUse> inUse;

    public RegionState(string account, string region, StateChanges changes)
    {
        (Account, Region) = (account, region);
        Stores = new(account, region, changes);
        inUse = Stores.Add<InUse>("region");
        Images = new(Stores.Add<StoredImage>("image"), Stores.Add<BuildCounter>("build"));
        Configurations = Stores.Add<DistributionConfiguration>("distribution-configuration");
        Policies = Stores.Add<LifecyclePolicy>("lifecycle-policy");
        Executions = new(Stores.Add<ExecutionRun>("lifecycle-execution"));
        Idempotency = new(Stores.Add<RememberedCall>("client-token"));
        RetentionRules = Stores.Add<RetentionRule>("retention-rule");
        Ec2 = new(account, Stores, RetentionRules);
        Parameters = Stores.Add<SsmParameter>("parameter");
    }

    public string Account { get; }

    public string Region { get; }

    /// <summary>The partition of the region.</summary>
    public string Partition => Partitions.Find(Region) ?? Partitions.Default;

    public ImageStore Images { get; }

    public OrderedStore<DistributionConfiguration> Configurations { get; }

    public OrderedStore<LifecyclePolicy> Policies { get; }

    public ExecutionStore Executions { get; }

    public IdempotencyLog Idempotency { get; }

    /// <summary>All of these, for what saves and loads them.</summary>
    public StoreSet Stores { get; }

    /// <summary>Whether a caller has used this region, so that it has its first resources.</summary>
    public bool IsInUse => inUse.Count > 0;

    /// <summary>Records that a caller uses this region.</summary>
    public void SetInUse() => inUse.Put("", new());

    /// <summary>EC2's resources.</summary>
    public Ec2State Ec2 { get; }

    /// <summary>The rules of the Recycle Bin.</summary>
    public OrderedStore<RetentionRule> RetentionRules { get; }

    /// <summary>The parameters of Systems Manager.</summary>
    public OrderedStore<SsmParameter> Parameters { get; }

    /// <summary>The ARN of a resource here: <c>distribution-configuration/my-config</c>.</summary>
    public string Arn(string resource) => Arn("imagebuilder", resource);

    /// <summary>The ARN of another service's resource here: <c>ec2</c>, <c>instance/i-0123456789abcdef0</c>.</summary>
    public string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{Account}:{resource}";

    /// <summary>The ARN of a resource that Amazon owns.</summary>
    public string AmazonArn(string resource) => $"arn:{Partition}:imagebuilder:{Region}:aws:{resource}";

    private sealed record InUse;
}
