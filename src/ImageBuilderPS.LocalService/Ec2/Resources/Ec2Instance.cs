using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Ec2.Resources;

/// <summary>An instance: what tells that an AMI is in use.</summary>
internal sealed record Ec2Instance
{
    public string InstanceId { get; init; } = "";

    /// <summary>The AMI that it was launched from.</summary>
    public string ImageId { get; init; } = "";

    public string InstanceType { get; init; } = "t3.micro";

    /// <summary><c>pending</c>, <c>running</c>, <c>shutting-down</c>, <c>terminated</c>, <c>stopping</c> or <c>stopped</c>.</summary>
    public string State { get; init; } = "running";

    public DateTimeOffset LaunchTime { get; init; }

    public TagMap Tags { get; init; } = [];
}
