using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Plans the AMIs of a distribution: one per region and target account.</summary>
internal static class AmiPlan
{
    private const string DefaultName = " {{ imagebuilder:buildDate }}";

    /// <exception cref="InvalidRequestException">The configuration has no region for an AMI.</exception>
    public static Ami[] Create(ImageArn image, DistributionConfiguration configuration, OperationContext context)
    {
        var date = context.Service.TakeBuildDate(context.Now);
        var amis = DistributionTargets.AmiEntries(configuration)
            .SelectMany(distribution => Accounts(distribution, context).Select(account => New(image, distribution, account, date)))
            .GroupBy(ami => (ami.Region, ami.AccountId))
            .Select(group => group.First())
            .ToArray();
        return amis.Length > 0
            ? amis
            : throw new InvalidRequestException($"The distribution configuration {configuration.Arn} has no region for an AMI.");
    }

    private static string[] Accounts(Distribution distribution, OperationContext context) =>
        distribution.AmiDistributionConfiguration?.TargetAccountIds ?? [context.State.Account];

    private static Ami New(ImageArn image, Distribution distribution, string account, DateTimeOffset date)
    {
        var settings = distribution.AmiDistributionConfiguration;
        return new()
        {
            Region = distribution.Region,
            Image = ResourceIds.Create("ami-", image, distribution.Region!, account),
            Name = new AmiNameTemplate(settings?.Name ?? image.Name + DefaultName).Fill(date, image.Build!),
            Description = settings?.Description,
            AccountId = account,
            State = new() { Status = ImageStatus.Pending },
        };
    }
}
