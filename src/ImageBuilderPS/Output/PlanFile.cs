using System.Management.Automation;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Output;

/// <summary>Files of plans.</summary>
internal static class PlanFile
{
    /// <summary>The file system's paths of plans.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts.</param>
    /// <param name="path">The path as given; wildcards allowed.</param>
    /// <param name="report">Takes the error.</param>
    /// <returns>The paths; none where the path stands for no file.</returns>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path, Action<ErrorRecord> report)
    {
        try
        {
            return FilePaths.Existing(cmdlet, path) is { Count: > 0 } files ? files : throw new ItemNotFoundException($"{path} stands for no file, expected files of plans.");
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            report(FilePaths.Failure(error, path));
            return [];
        }
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="file">The file system's path.</param>
    /// <param name="report">Takes the error.</param>
    /// <returns>The plan; null where it could not be read.</returns>
    public static LifecyclePlan? Read(string file, Action<ErrorRecord> report)
    {
        try
        {
            return LifecyclePlanDocument.Read(FilePaths.ReadText(file));
        }
        catch (ContractJsonException error) when (error.Path == LifecyclePlanDocument.DigestPath)
        {
            report(new(error, "PlanChanged", ErrorCategory.InvalidData, file)
            {
                ErrorDetails = new($"{file}: {error.Message}.") { RecommendedAction = "Make the plan again; a plan is never edited." },
            });
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            report(FilePaths.Failure(error, file));
        }
        return null;
    }
}
