using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Creates, reads, changes and deletes distribution configurations.</summary>
internal static class ConfigurationOperations
{
    /// <summary>The value in every response of AWS. No request can set it.</summary>
    public const int TimeoutMinutes = 720;

    private static readonly Dictionary<string, Func<DistributionConfiguration, string?>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["name"] = configuration => configuration.Name,
    };

    public static CreateDistributionConfigurationResponse Create(OperationContext context, CreateDistributionConfigurationRequest request)
    {
        ThrowIfRegionUnknown(context, request.Distributions!);
        var arn = context.State.Arn("distribution-configuration/" + ResourceNames.Normalize(request.Name!));
        if (context.State.Configurations.Find(arn) is not null)
            throw new ResourceAlreadyExistsException($"The distribution configuration {arn} already exists.");
        DryRun.EndIfRequested(request.DryRun);
        context.State.Configurations.Put(arn, new()
        {
            Arn = arn,
            Name = request.Name,
            Description = request.Description,
            Distributions = request.Distributions,
            TimeoutMinutes = TimeoutMinutes,
            DateCreated = context.Now,
            Tags = request.Tags ?? [],
        });
        return new() { ClientToken = request.ClientToken, DistributionConfigurationArn = arn };
    }

    public static GetDistributionConfigurationResponse Get(OperationContext context, GetDistributionConfigurationRequest request) =>
        new() { DistributionConfiguration = Require(context, request.DistributionConfigurationArn!) };

    public static ListDistributionConfigurationsResponse List(OperationContext context, ListDistributionConfigurationsRequest request)
    {
        var matches = Filters.Matching(request.Filters, FilterMembers);
        var entries = context.State.Configurations.After(ListPages.After(request))
            .Where(entry => matches(entry.Value))
            .Select(entry => new KeyValuePair<string, DistributionConfigurationSummary>(entry.Key, Summary(entry.Value)));
        var (items, next) = ListPages.Page(request, entries);
        return new() { DistributionConfigurationSummaryList = items, NextToken = next };
    }

    // Images refer to the configuration that they started with, so an update stores a new object.
    public static UpdateDistributionConfigurationResponse Update(OperationContext context, UpdateDistributionConfigurationRequest request)
    {
        var old = Require(context, request.DistributionConfigurationArn!);
        ThrowIfRegionUnknown(context, request.Distributions!);
        context.State.Configurations.Put(old.Arn!, new()
        {
            Arn = old.Arn,
            Name = old.Name,
            Description = request.Description,
            Distributions = request.Distributions,
            TimeoutMinutes = old.TimeoutMinutes,
            DateCreated = old.DateCreated,
            DateUpdated = context.Now,
            Tags = old.Tags,
        });
        return new() { ClientToken = request.ClientToken, DistributionConfigurationArn = old.Arn };
    }

    public static DeleteDistributionConfigurationResponse Delete(OperationContext context, DeleteDistributionConfigurationRequest request)
    {
        var arn = Require(context, request.DistributionConfigurationArn!).Arn!;
        context.State.Configurations.Remove(arn);
        context.State.Idempotency.Forget(arn);
        return new() { DistributionConfigurationArn = arn };
    }

    public static ResourceNotFoundException NotFound(OperationContext context, string arn) => new(
        $"The distribution configuration {arn} does not exist in account {context.State.Account} and region {context.State.Region}.");

    /// <exception cref="ResourceNotFoundException">There is no such configuration.</exception>
    public static DistributionConfiguration Require(OperationContext context, string arn) =>
        context.State.Configurations.Find(arn) ?? throw NotFound(context, arn);

    private static void ThrowIfRegionUnknown(OperationContext context, Distribution[] distributions)
    {
        for (var i = 0; i < distributions.Length; i++)
        {
            var region = distributions[i].Region!;
            if (Partitions.Find(region) != context.State.Partition)
            {
                throw new InvalidParameterValueException(ServiceMessages.ParameterValue(
                    $"distributions[{i}].region", $"'{region}' is not a region of the partition {context.State.Partition}."));
            }
        }
    }

    private static DistributionConfigurationSummary Summary(DistributionConfiguration configuration) => new()
    {
        Arn = configuration.Arn,
        Name = configuration.Name,
        Description = configuration.Description,
        DateCreated = configuration.DateCreated,
        DateUpdated = configuration.DateUpdated,
        Tags = configuration.Tags,
        Regions = [.. (configuration.Distributions ?? []).Select(distribution => distribution.Region!).Distinct()],
    };
}
