using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Looks for roles in IAM.</summary>
/// <remarks>Source: IAM's API reference, GetRole.</remarks>
/// <param name="client">The client of the service.</param>
/// <param name="plan">The client's connection.</param>
/// <param name="sender">Makes the calls.</param>
internal sealed class IamClient(PlainClient client, ConnectionPlan plan, CallSender sender)
{
    private const string NoSuchEntity = "NoSuchEntity";

    /// <summary>The same client, whose calls another sender makes.</summary>
    /// <param name="other">The sender.</param>
    public IamClient SentBy(CallSender other) => new(client, plan, other);

    /// <summary>Whether the account has a role.</summary>
    /// <param name="roleName">The role's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> HasRoleAsync(string roleName, CancellationToken cancellationToken)
    {
        var request = new QueryForm("GetRole") { { "RoleName", roleName } }.ToRequest(AwsService.Iam);
        try
        {
            await sender.SendAsync(request, AwsService.Iam, plan, client.SendAsync, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ImageBuilderException error) when (error.ErrorCode == NoSuchEntity)
        {
            return false;
        }
    }
}
