using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The AMIs that a distribution is to make: one per region and target account.</summary>
internal static class AmiPlan
{
    private const string DefaultName = " {{ imagebuilder:buildDate }}";

    /// <exception cref="InvalidRequestException">The configuration sends AMIs nowhere.</exception>
    public static Ami[] Of(ImageArn image, DistributionConfiguration configuration, OperationContext call)
    {
        var amis = (configuration.Distributions ?? [])
            .Where(distribution => distribution.AmiDistributionConfiguration is not null || distribution.ContainerDistributionConfiguration is null)
            .SelectMany(distribution => Accounts(distribution, call).Select(account => New(image, distribution, account, call.Now)))
            .GroupBy(ami => (ami.Region, ami.AccountId))
            .Select(group => group.First())
            .ToArray();
        return amis.Length > 0
            ? amis
            : throw new InvalidRequestException($"The distribution configuration {configuration.Arn} lists no region for an AMI.");
    }

    private static string[] Accounts(Distribution distribution, OperationContext call) =>
        distribution.AmiDistributionConfiguration?.TargetAccountIds ?? [call.State.Account];

    private static Ami New(ImageArn image, Distribution distribution, string account, DateTimeOffset now)
    {
        var settings = distribution.AmiDistributionConfiguration;
        var launch = settings?.LaunchPermission;
        return new()
        {
            Region = distribution.Region,
            Image = ResourceIds.Of("ami-", image, distribution.Region!, account),
            Name = Name(settings?.Name ?? image.Name + DefaultName, image, now),
            Description = settings?.Description,
            AccountId = account,
            State = new() { Status = ImageStatus.Pending },
            IsPublic = launch?.UserGroups?.Contains("all") ?? false,
            SharedAccounts = launch?.UserIds ?? [],
            Tags = settings?.AmiTags ?? [],
            SnapshotIds = [ResourceIds.Of("snap-", image, distribution.Region!, account)],
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
