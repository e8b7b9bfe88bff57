using Amazon.Runtime;
using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Aws.Pipeline;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>A role that credentials assume. Its own credentials are kept, and replaced five minutes before they expire.</summary>
/// <param name="Arn">The role.</param>
/// <param name="ExternalId">The external id that it asks for; null for none.</param>
/// <param name="SessionName">The name of the session.</param>
/// <param name="Sts">The connection to the Security Token Service, with the credentials that assume it.</param>
internal sealed record AssumedRole(string Arn, string? ExternalId, string SessionName, ConnectionPlan Sts)
{
    public const string DefaultSessionName = "ImageBuilderPS";

    /// <summary>The role's credentials.</summary>
    public RoleCredentials Credentials() => new(
        Sts.Credentials.Credentials(new ServiceConfig(AwsService.Sts, Sts)),
        Arn,
        SessionName,
        new() { ExternalId = ExternalId },
        keys => new StsClient(keys, Sts));

    /// <summary>Why it cannot be assumed. The SDK wraps the error of the service, whose message names who may not assume what.</summary>
    /// <param name="error">The SDK's error.</param>
    /// <param name="source">The credentials that were refused; the service may repeat their session token.</param>
    public async Task<Exception> RefusalAsync(Exception error, AWSCredentials source)
    {
        var cause = error is AmazonServiceException ? error : error.InnerException as AmazonServiceException ?? error;
        var record = new CallRecord { SessionToken = (await source.GetCredentialsAsync().ConfigureAwait(false)).Token };
        return ErrorTranslator.Translate(cause, record, AwsService.Sts, Sts);
    }
}
