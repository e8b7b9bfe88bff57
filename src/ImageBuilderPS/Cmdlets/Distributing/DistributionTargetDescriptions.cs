using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Where configurations send images, in words; each configuration is read once.</summary>
/// <param name="read">Reads a configuration.</param>
internal sealed class DistributionTargetDescriptions(Func<GetDistributionConfigurationRequest, GetDistributionConfigurationResponse> read)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>Such as <c>3 regions (…), 2 accounts</c>; says so when the configuration cannot be read.</summary>
    public string Of(string arn)
    {
        if (!known.TryGetValue(arn, out var text))
            known[arn] = text = Read(arn);
        return text;
    }

    private string Read(string arn)
    {
        try
        {
            var response = read(new() { DistributionConfigurationArn = arn });
            return DistributionTargets.Describe(response.DistributionConfiguration ?? new());
        }
        catch (ImageBuilderException error)
        {
            return Unknown(error);
        }
        catch (ConnectionException error)
        {
            return Unknown(error);
        }
    }

    private static string Unknown(Exception error) => $"regions that could not be read ({error.Message.TrimEnd('.')})";
}
