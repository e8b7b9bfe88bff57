using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>The targets of distribution configurations as text, for questions. Each configuration is read once.</summary>
/// <param name="read">Reads a configuration by its ARN.</param>
internal sealed class DistributionTargetDescriptions(Func<string, DistributionConfiguration> read)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>The targets: <c>3 regions (us-east-1, …), 2 accounts</c>, or why the configuration cannot be read.</summary>
    public string Describe(string arn)
    {
        if (!known.TryGetValue(arn, out var text))
            known[arn] = text = Read(arn);
        return text;
    }

    private string Read(string arn)
    {
        try
        {
            return DistributionTargets.Describe(read(arn));
        }
        catch (RequestFailedException failed)
        {
            return $"regions that could not be read ({failed.Message.TrimEnd('.')})";
        }
    }
}
