using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>Completes from the first page of a list; offers nothing when the service does not answer within a second.</summary>
/// <typeparam name="TRequest">The request for the list.</typeparam>
/// <typeparam name="TResponse">The page.</typeparam>
/// <typeparam name="TItem">What is listed.</typeparam>
/// <param name="word">The word of an item, such as its ARN; null where the item is not offered.</param>
public abstract class ResourceCompleter<TRequest, TResponse, TItem>(Func<TItem, string?> word) : Completer
    where TRequest : Request<TResponse>, new()
    where TResponse : Response, IPage<TItem>, new()
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound)
    {
        try
        {
            var settings = Settings(bound);
            // The connection may search for a region, which the token does not cancel.
            using var timeout = new CancellationTokenSource(Timeout);
            var page = Task.Run(() => ReadAsync(settings, timeout.Token));
            return page.Wait(Timeout) ? page.Result : [];
        }
        catch (Exception)
        {
            // A completer that throws breaks the prompt; one that offers nothing does not.
            return [];
        }
    }

    private async Task<string[]> ReadAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        var service = ModuleState.Connect(settings);
        var page = await service.SendAsync(new TRequest(), cancellation).ConfigureAwait(false);
        return [.. page.Items.Select(word).OfType<string>()];
    }

    // A local service belongs to a runspace, which only its own thread knows.
    private static ConnectionSettings Settings(IDictionary bound) => new()
    {
        Region = bound["Region"] as string,
        ProfileName = bound["ProfileName"] as string,
        EndpointUrl = bound["EndpointUrl"] is { } url ? new Uri(url.ToString()!) : ModuleState.LocalUrl,
        AccessKey = bound["AccessKey"] as string,
        SecretKey = Secret(bound["SecretKey"]),
        SessionToken = Secret(bound["SessionToken"]),
        AllowInsecureEndpoint = bound.Contains("AllowInsecureEndpoint"),
    };

    private static string? Secret(object? value) => value is SecureString secret ? SecretInputAttribute.Text(secret) : value as string;
}

/// <summary>Completes the ARNs of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationArnCompleter()
    : ResourceCompleter<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(
        configuration => configuration.Arn);

/// <summary>Completes the names of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationNameCompleter()
    : ResourceCompleter<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(
        configuration => configuration.Name);

/// <summary>Completes the ARNs of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyArnCompleter()
    : ResourceCompleter<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse, LifecyclePolicySummary>(policy => policy.Arn);

/// <summary>Completes the names of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyNameCompleter()
    : ResourceCompleter<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse, LifecyclePolicySummary>(policy => policy.Name);

/// <summary>Completes the ARNs of the account's image builds.</summary>
public sealed class ImageArnCompleter()
    : ResourceCompleter<ListImageBuildVersionsRequest, ListImageBuildVersionsResponse, ImageSummary>(image => image.Arn);

/// <summary>Completes the ARNs of image builds, distribution configurations and lifecycle policies.</summary>
public sealed class TaggedResourceArnCompleter : IArgumentCompleter
{
    private static readonly IArgumentCompleter[] Completers =
        [new ImageArnCompleter(), new DistributionConfigurationArnCompleter(), new LifecyclePolicyArnCompleter()];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completers.SelectMany(completer => completer.CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters));
}

/// <summary>Completes the ARNs of the images that the cmdlet can change: failed and cancelled ones to resume, images in progress to cancel.</summary>
public sealed class ImageToChangeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ImagePhase[] phases = commandName.StartsWith(VerbsLifecycle.Resume, StringComparison.OrdinalIgnoreCase)
            ? [ImagePhase.Failed, ImagePhase.Cancelled]
            : [ImagePhase.Building];
        return new InPhases(phases).CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters);
    }

    private sealed class InPhases(ImagePhase[] phases)
        : ResourceCompleter<ListImageBuildVersionsRequest, ListImageBuildVersionsResponse, ImageSummary>(
            image => phases.Contains(ImageStatusInfo.PhaseOf(image.State)) ? image.Arn : null);
}
