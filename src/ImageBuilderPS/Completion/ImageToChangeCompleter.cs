using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the ARNs of the images that the cmdlet can change: failed ones to resume, images under way to cancel.</summary>
public sealed class ImageToChangeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var phase = commandName.StartsWith(VerbsLifecycle.Resume, StringComparison.OrdinalIgnoreCase) ? ImagePhase.Failed : ImagePhase.Building;
        return new InPhase(phase).CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters);
    }

    private sealed class InPhase(ImagePhase phase)
        : ArnCompleter<ListImageBuildVersionsRequest, ListImageBuildVersionsResponse, ImageSummary>(
            image => ImageStatusInfo.PhaseOf(image.State) == phase ? image.Arn : null);
}
