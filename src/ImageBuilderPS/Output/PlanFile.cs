using System.Management.Automation;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Output;

/// <summary>Files of plans.</summary>
internal static class PlanFile
{
    /// <summary>Reads a plan.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts.</param>
    /// <param name="path">The path as given.</param>
    /// <param name="report">Takes the error.</param>
    /// <returns>The plan; null where it could not be read.</returns>
    public static LifecyclePlan? Read(PSCmdlet cmdlet, string path, Action<ErrorRecord> report)
    {
        try
        {
            var files = FilePaths.Existing(cmdlet, path);
            return files.Count == 1
                ? LifecyclePlanDocument.Read(FilePaths.ReadText(files[0]))
                : throw new IOException($"{path} stands for {files.Count} files, expected the one file of a plan.");
        }
        catch (ContractJsonException error) when (error.Path == LifecyclePlanDocument.DigestPath)
        {
            report(new(error, "PlanChanged", ErrorCategory.InvalidData, path)
            {
                ErrorDetails = new($"{path}: {error.Message}.") { RecommendedAction = "Make the plan again; a plan is never edited." },
            });
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            report(FilePaths.Failure(error, path));
        }
        return null;
    }
}
