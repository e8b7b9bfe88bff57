using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SecurityToken;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>The SDK's client of the Security Token Service with one retry layer.</summary>
/// <param name="credentials">The credentials.</param>
/// <param name="plan">The connection.</param>
internal sealed class StsClient(AWSCredentials credentials, ConnectionPlan plan)
    : AmazonSecurityTokenServiceClient(credentials, ServiceConfig.Configure(new AmazonSecurityTokenServiceConfig(), plan))
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        ServiceClient.UseOneRetryLayer(pipeline, Config);
    }
}
