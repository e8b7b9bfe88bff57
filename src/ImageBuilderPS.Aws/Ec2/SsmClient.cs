using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Reads parameters of Systems Manager.</summary>
/// <remarks>Source: Systems Manager's API reference, GetParameter.</remarks>
/// <param name="client">The client of the service.</param>
/// <param name="plan">The client's connection.</param>
/// <param name="sender">Makes the calls.</param>
internal sealed class SsmClient(PlainClient client, ConnectionPlan plan, CallSender sender)
{
    private static readonly string[] NotThere = ["ParameterNotFound", "ParameterVersionNotFound"];

    /// <summary>The same client, whose calls another sender makes.</summary>
    /// <param name="other">The sender.</param>
    public SsmClient SentBy(CallSender other) => new(client, plan, other);

    /// <summary>The value of a parameter; null where there is none.</summary>
    /// <param name="name">The name or the ARN, with or without a version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<string?> GetParameterAsync(string name, CancellationToken cancellationToken)
    {
        var request = PlainRequest.Json("AmazonSSM.GetParameter", new Dictionary<string, object> { ["Name"] = name });
        try
        {
            using var response = await sender.SendAsync(request, AwsService.Ssm, plan, client.SendForJsonAsync, cancellationToken).ConfigureAwait(false);
            return response.RootElement.TryGetProperty("Parameter", out var parameter)
                && parameter.ValueKind == JsonValueKind.Object
                && parameter.TryGetProperty("Value", out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (ImageBuilderException error) when (NotThere.Contains(error.ErrorCode))
        {
            return null;
        }
    }
}
