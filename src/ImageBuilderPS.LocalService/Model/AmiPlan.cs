using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Plans the AMIs of a distribution: one per region and target account.</summary>
internal static class AmiPlan
{
    private const string DefaultName = " {{ imagebuilder:buildDate }}";

    /// <exception cref="InvalidRequestException">The configuration has no region for an AMI.</exception>
    public static Ami[] Create(ImageArn image, DistributionConfiguration configuration, OperationContext context)
    {
        var amis = (configuration.Distributions ?? [])
            .Where(distribution => distribution.AmiDistributionConfiguration is not null || distribution.ContainerDistributionConfiguration is null)
            .SelectMany(distribution => Accounts(distribution, context).Select(account => New(image, distribution, account, context.Now)))
            .GroupBy(ami => (ami.Region, ami.AccountId))
            .Select(group => group.First())
            .ToArray();
        return amis.Length > 0
            ? amis
            : throw new InvalidRequestException($"The distribution configuration {configuration.Arn} has no region for an AMI.");
    }

    private static string[] Accounts(Distribution distribution, OperationContext context) =>
        distribution.AmiDistributionConfiguration?.TargetAccountIds ?? [context.State.Account];

    private static Ami New(ImageArn image, Distribution distribution, string account, DateTimeOffset now)
    {
        var settings = distribution.AmiDistributionConfiguration;
        return new()
        {
            Region = distribution.Region,
            Image = ResourceIds.Create("ami-", image, distribution.Region!, account),
            Name = Name(settings?.Name ?? image.Name + DefaultName, image, now),
            Description = settings?.Description,
            AccountId = account,
            State = new() { Status = ImageStatus.Pending },
        };
    }

    private static string Name(string template, ImageArn image, DateTimeOffset now)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["imagebuilder:buildDate"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss.fff'Z'", CultureInfo.InvariantCulture),
            ["imagebuilder:buildVersion"] = image.Build!,
        };
        var name = new StringBuilder();
        var at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open
            && template.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close)
        {
            name.Append(template, at, open - at);
            name.Append(values.TryGetValue(template.Substring(open + 2, close - open - 2).Trim(), out var value)
                ? value
                : template.Substring(open, close + 2 - open));
            at = close + 2;
        }
        return name.Append(template, at, template.Length - at).ToString();
    }
}
