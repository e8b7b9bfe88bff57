using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>The end of a dry run, when everything is checked and nothing is changed.</summary>
internal static class DryRun
{
    /// <exception cref="DryRunOperationException">The request is a dry run.</exception>
    public static void EndIfRequested(bool? dryRun)
    {
        if (dryRun is true)
            throw new DryRunOperationException("Request would have succeeded, but dryRun flag is set.");
    }
}
