using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>The SDK's client of EC2 with one retry layer.</summary>
/// <param name="credentials">The credentials.</param>
/// <param name="plan">The connection.</param>
internal sealed class Ec2Client(AWSCredentials credentials, ConnectionPlan plan)
    : AmazonEC2Client(credentials, ServiceConfig.Configure(new AmazonEC2Config(), plan))
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        ServiceClient.UseOneRetryLayer(pipeline, Config);
    }
}
