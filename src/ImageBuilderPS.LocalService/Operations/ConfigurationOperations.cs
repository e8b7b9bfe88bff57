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
    private static readonly Dictionary<string, Func<DistributionConfiguration, string?>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["name"] = configuration => configuration.Name,
    };

    public static CreateDistributionConfigurationResponse Create(OperationContext call, CreateDistributionConfigurationRequest request)
    {
        var arn = call.State.Arn("distribution-configuration/" + ResourceNames.Slug(request.Name!));
        if (call.State.Configurations.Find(arn) is not null)
            throw new ResourceAlreadyExistsException($"The distribution configuration {arn} already exists.");
        call.State.Configurations.Put(arn, new()
        {
            Arn = arn,
            Name = request.Name,
            Description = request.Description,
            Distributions = request.Distributions,
            DateCreated = call.Now,
            Tags = request.Tags ?? [],
        });
        return new() { ClientToken = request.ClientToken, DistributionConfigurationArn = arn };
    }

    public static GetDistributionConfigurationResponse Get(OperationContext call, GetDistributionConfigurationRequest request) =>
        new() { DistributionConfiguration = Existing(call, request.DistributionConfigurationArn!) };

    public static ListDistributionConfigurationsResponse List(OperationContext call, ListDistributionConfigurationsRequest request)
    {
        var matches = Filters.Matching(request.Filters, FilterMembers);
        var entries = call.State.Configurations.After(ListPages.After(request))
            .Where(entry => matches(entry.Value))
            .Select(entry => new KeyValuePair<string, DistributionConfigurationSummary>(entry.Key, Summary(entry.Value)));
        var (items, next) = ListPages.Page(request, entries);
        return new() { DistributionConfigurationSummaryList = items, NextToken = next };
    }

    // Images hold the configuration that they began with, so an update puts a new object in its place.
    public static UpdateDistributionConfigurationResponse Update(OperationContext call, UpdateDistributionConfigurationRequest request)
    {
        var old = Existing(call, request.DistributionConfigurationArn!);
        call.State.Configurations.Put(old.Arn!, new()
        {
            Arn = old.Arn,
            Name = old.Name,
            Description = request.Description,
            Distributions = request.Distributions,
            TimeoutMinutes = old.TimeoutMinutes,
            DateCreated = old.DateCreated,
            DateUpdated = call.Now,
            Tags = old.Tags,
        });
        return new() { ClientToken = request.ClientToken, DistributionConfigurationArn = old.Arn };
    }

    public static DeleteDistributionConfigurationResponse Delete(OperationContext call, DeleteDistributionConfigurationRequest request)
    {
        var arn = Existing(call, request.DistributionConfigurationArn!).Arn!;
        if (call.State.Images.Running(call.Now).FirstOrDefault(image => image.Image.DistributionConfiguration?.Arn == arn) is { } user)
            throw new ResourceDependencyException($"The distribution configuration {arn} is in use: the image {user.Arn} is {user.Status}.");
        call.State.Configurations.Remove(arn);
        return new() { DistributionConfigurationArn = arn };
    }

    public static ResourceNotFoundException Missing(OperationContext call, string arn) => new(
        $"The distribution configuration {arn} does not exist in account {call.State.Account} and region {call.State.Region}.");

    private static DistributionConfiguration Existing(OperationContext call, string arn) =>
        call.State.Configurations.Find(arn) ?? throw Missing(call, arn);

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
