using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Connects to EC2 with the AWS SDK.</summary>
/// <remarks>Equal plans share their clients, as those of <see cref="AwsImageBuilderFactory"/> do.</remarks>
public sealed class AwsEc2Factory : IEc2Factory, IEc2ChangesFactory
{
    // Many regions, each for hundreds of accounts.
    private static readonly ConnectionCache<Ec2Plan, AwsEc2> Shared = new(1024, plan => new(plan));

    private readonly Action<RequestAttempt>? onAttempt;

    static AwsEc2Factory() => SdkClients.Register();

    /// <summary>A factory whose connections report nothing.</summary>
    public AwsEc2Factory()
    {
    }

    private AwsEc2Factory(Action<RequestAttempt> onAttempt) => this.onAttempt = onAttempt;

    /// <inheritdoc/>
    public IEc2Factory Reporting(Action<RequestAttempt> onAttempt) => new AwsEc2Factory(onAttempt);

    /// <inheritdoc/>
    public IEc2 Connect(ConnectionSettings settings, string region, string? roleArn) => Find(settings, region, roleArn);

    /// <inheritdoc/>
    public IEc2Changes ConnectForChanges(ConnectionSettings settings, string region, string? roleArn) => Find(settings, region, roleArn);

    private AwsEc2 Find(ConnectionSettings settings, string region, string? roleArn)
    {
        var connection = Shared.Get(ConnectionPlanner.PlanEc2(settings, region, roleArn));
        return onAttempt is null ? connection : connection.Reporting(onAttempt);
    }
}
