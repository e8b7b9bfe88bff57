using Amazon.Runtime;
using Amazon.SecurityToken;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>The credentials of a connection: those of the settings, or those of a role that they assume.</summary>
internal sealed class Ec2Credentials
{
    private const string SessionName = "ImageBuilderPS";
    private readonly Ec2Plan plan;
    private readonly CredentialSearch search;

    /// <param name="plan">The connection.</param>
    public Ec2Credentials(Ec2Plan plan)
    {
        this.plan = plan;
        var source = plan.Ec2.Credentials.Credentials(new ServiceConfig(AwsService.Ec2, plan.Ec2));
        search = new(plan.Ec2.Credentials, source);
        Current = plan.RoleArn is null
            ? source
            : new RoleCredentials(source, plan.RoleArn, SessionName, null, keys => new StsClient(keys, plan.Sts));
    }

    /// <summary>The credentials that sign.</summary>
    public AWSCredentials Current { get; }

    /// <summary>Finds the credentials, and assumes the role.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        await search.RequireAsync(cancellationToken).ConfigureAwait(false);
        if (plan.RoleArn is null)
            return;
        var cancelled = new TaskCompletionSource<bool>();
        using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
        {
            var assuming = Current.GetCredentialsAsync();
            await Task.WhenAny(assuming, cancelled.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await assuming.ConfigureAwait(false);
            }
            catch (Exception error)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw Refusal(error);
            }
        }
    }

    // The SDK wraps the error of the service, whose message names who may not assume what.
    private Exception Refusal(Exception error)
    {
        var cause = error is AmazonServiceException ? error : error.InnerException as AmazonServiceException ?? error;
        return ErrorTranslator.Translate(cause, new CallRecord(), AwsService.Sts, plan.Sts);
    }
}
