using System.Management.Automation;
using System.Management.Automation.Host;
using ImageBuilderPS.Cmdlets.Base;

namespace ImageBuilderPS.Output;

/// <summary>
/// The system that runs a pipeline's step: GitHub Actions or Azure Pipelines. It shows annotations beside the step, and a
/// summary on the page of the run.
/// </summary>
/// <remarks>
/// Sources: GitHub's documentation, workflow commands and job summaries; Azure's documentation, logging commands.
/// </remarks>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="isAsked">Whether the caller asks for a summary, or does without; null for the default, which is where such a system is found.</param>
internal sealed class CISystem(PSCmdlet cmdlet, bool? isAsked)
{
    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    // GitHub takes one megabyte for a step.
    private const int MaxSummaryBytes = 1_000_000;

    private static bool IsGitHub => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    private static bool IsAzure => string.Equals(Environment.GetEnvironmentVariable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase);

    private bool IsOn => isAsked ?? (IsGitHub || IsAzure);

    /// <summary>Shows an error beside the step.</summary>
    /// <param name="title">A few words.</param>
    /// <param name="message">The message.</param>
    public void Error(string title, string message) => Annotate("error", title, message);

    /// <summary>Shows an error record beside the step.</summary>
    /// <param name="error">The error.</param>
    public void Error(ErrorRecord error) => Error(error.FullyQualifiedErrorId.Split(',')[0], MessageOf(error));

    /// <summary>The message of an error, as PowerShell shows it.</summary>
    /// <param name="error">The error.</param>
    public static string MessageOf(ErrorRecord error) => error.ErrorDetails?.Message ?? error.Exception.Message;

    /// <summary>Shows a warning beside the step.</summary>
    /// <param name="title">A few words.</param>
    /// <param name="message">The message.</param>
    public void Warning(string title, string message) => Annotate("warning", title, message);

    /// <summary>Adds Markdown to the summary of the run. What cannot be written is a warning: the work is done already.</summary>
    /// <param name="markdown">Makes the text.</param>
    public void Summarize(Func<string> markdown)
    {
        if (!IsOn)
            return;
        var text = markdown();
        try
        {
            if (IsGitHub && Environment.GetEnvironmentVariable(SummaryVariable) is { Length: > 0 } file)
                Append(file, text + "\n");
            else if (IsAzure)
                Upload(text);
            else
                cmdlet.Say(text);
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            cmdlet.WriteWarning($"The summary could not be written: {error.Message}");
        }
    }

    private static void Append(string file, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        if (stream.Length + bytes.Length > MaxSummaryBytes)
            throw new IOException($"GitHub takes {MaxSummaryBytes} bytes for a step. The file has {stream.Length}, and this summary has {bytes.Length}.");
        stream.Write(bytes, 0, bytes.Length);
    }

    private void Upload(string text)
    {
        var folder = Environment.GetEnvironmentVariable("AGENT_TEMPDIRECTORY") is { Length: > 0 } given ? given : Path.GetTempPath();
        var file = Path.Combine(folder, $"lifecycle-{Guid.NewGuid():N}.md");
        FilePaths.WriteText(file, text, force: false);
        WriteLine($"##vso[task.uploadsummary]{file}");
    }

    private void Annotate(string kind, string title, string message)
    {
        if (!IsOn)
            return;
        if (IsGitHub)
            WriteLine($"::{kind} title={GitHubProperty(title)}::{GitHubData(message)}");
        else if (IsAzure)
            WriteLine($"##vso[task.logissue type={kind}]{Azure($"{title}: {message}")}");
    }

    // A command is a line of the step's own output, and no object of the pipeline.
    private void WriteLine(string line)
    {
        try
        {
            cmdlet.Host.UI.WriteLine(line);
        }
        catch (HostException)
        {
            cmdlet.WriteVerbose(line);
        }
    }

    private static string GitHubData(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string GitHubProperty(string text) => GitHubData(text).Replace(":", "%3A").Replace(",", "%2C");

    private static string Azure(string text) => text.Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A").Replace("]", "%5D").Replace(";", "%3B");
}
