using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes from lists of the service; offers nothing when it does not answer at once.</summary>
public abstract class ResourceCompleter : Completer
{
    private readonly Offer[] offers;

    private protected ResourceCompleter(params Offer[] offers) => this.offers = offers;

    private protected override IEnumerable<Candidate> Candidates(CompletionContext context)
    {
        var lists = CompletionCache.Shared.Read(context.Settings, [.. offers.Select(offer => offer.List)]);
        return lists.SelectMany((items, number) => items.SelectMany(item => offers[number].Candidates(item, context)));
    }

    private protected static Offer From<TItem>(ResourceList list, Func<TItem, CompletionContext, Candidate?> candidate) =>
        FromMany<TItem>(list, (item, context) => candidate(item, context) is { } one ? [one] : []);

    private protected static Offer FromMany<TItem>(ResourceList list, Func<TItem, CompletionContext, IEnumerable<Candidate>> candidates) =>
        new(list, (item, context) => candidates((TItem)item, context));

    private protected static string? Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What a completer offers of a list.</summary>
    internal sealed record Offer(ResourceList List, Func<object, CompletionContext, IEnumerable<Candidate>> Candidates);
}

/// <summary>Completes the ARNs of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationArnCompleter() : ResourceCompleter(All)
{
    internal static Offer All => From<DistributionConfigurationSummary>(ResourceList.Configurations, (configuration, _) => Of(configuration, configuration.Arn));

    internal static Candidate? Of(DistributionConfigurationSummary configuration, string? text) => Candidate.Of(
        text, configuration.Name, configuration.Name, string.Join(" ", configuration.Regions ?? []), configuration.Description);
}

/// <summary>Completes the names of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationNameCompleter() : ResourceCompleter(
    From<DistributionConfigurationSummary>(
        ResourceList.Configurations, (configuration, _) => DistributionConfigurationArnCompleter.Of(configuration, configuration.Name)));

/// <summary>Completes the ARNs of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyArnCompleter() : ResourceCompleter(All)
{
    internal static Offer All => From<LifecyclePolicySummary>(ResourceList.Policies, (policy, _) => Of(policy, policy.Arn));

    internal static Candidate? Of(LifecyclePolicySummary policy, string? text) =>
        Candidate.Of(text, policy.Name, policy.Name, policy.Status, policy.Description);
}

/// <summary>Completes the names of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyNameCompleter() : ResourceCompleter(
    From<LifecyclePolicySummary>(ResourceList.Policies, (policy, _) => LifecyclePolicyArnCompleter.Of(policy, policy.Name)));

/// <summary>Completes the roles that the account's lifecycle policies run as.</summary>
public sealed class ExecutionRoleCompleter() : ResourceCompleter(
    From<LifecyclePolicySummary>(ResourceList.Policies, (policy, _) => Candidate.Of(
        policy.ExecutionRole, Arn.ShortName(policy.ExecutionRole), $"the role of policy {policy.Name}")));

/// <summary>Completes the keys of tags: those of the resource that is named, else those of all.</summary>
public sealed class TagKeyCompleter() : ResourceCompleter(
    FromMany<ImageSummary>(ResourceList.Images, (image, context) => Keys(image.Arn, image.Tags, context)),
    FromMany<DistributionConfigurationSummary>(ResourceList.Configurations, (configuration, context) => Keys(configuration.Arn, configuration.Tags, context)),
    FromMany<LifecyclePolicySummary>(ResourceList.Policies, (policy, context) => Keys(policy.Arn, policy.Tags, context)))
{
    private static IEnumerable<Candidate> Keys(string? arn, TagMap? tags, CompletionContext context) =>
        context.Text("ResourceArn") is { } named && named != arn
            ? []
            : (tags ?? []).Select(tag => new Candidate(tag.Key, null, $"{tag.Key} = {tag.Value}"));
}

/// <summary>Completes the ARNs of image builds, distribution configurations and lifecycle policies.</summary>
public sealed class TaggedResourceArnCompleter()
    : ResourceCompleter(ImageArnCompleter.All, DistributionConfigurationArnCompleter.All, LifecyclePolicyArnCompleter.All);

/// <summary>Completes the ids of executions: the last ones of lifecycle policies, and those that changed an image last.</summary>
public sealed class LifecycleExecutionIdCompleter() : ResourceCompleter(
    From<LifecycleExecution>(ResourceList.Executions, (execution, context) => Candidate.Of(
        IsOffered(execution, context) ? execution.LifecycleExecutionId : null,
        null,
        execution.State?.Status,
        execution.LifecyclePolicyArn is { } policy ? $"policy {Arn.Parse(policy)?.ResourceId}" : null,
        Day(execution.StartTime))),
    From<ImageSummary>(ResourceList.Images, (image, context) => Candidate.Of(
        IsToCancel(context) ? null : image.LifecycleExecutionId, null, $"changed image {image.Name} {image.Version}", image.State?.Status)))
{
    private static bool IsOffered(LifecycleExecution execution, CompletionContext context) => !IsToCancel(context)
        || execution.State?.Status is LifecycleExecutionStatus.InProgress or LifecycleExecutionStatus.Pending;

    private static bool IsToCancel(CompletionContext context) => context.Command == "Stop-IBLifecycleExecution";
}
