using System.Management.Automation;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Output;

/// <summary>A file of JSON lines that only grows: what was done with each policy of a plan.</summary>
internal sealed class AuditFile : IDisposable
{
    private const string Extension = ".audit.jsonl";
    private readonly FileStream stream;

    private AuditFile(FileStream stream) => this.stream = stream;

    /// <summary>Opens the file, to write at its end.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts.</param>
    /// <param name="path">The path as given; null for the default, which is beside the plan's file.</param>
    /// <param name="planPath">The file system's path of the plan's file; null for a plan without one.</param>
    /// <returns>The file; null where neither is given.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static AuditFile? Open(PSCmdlet cmdlet, string? path, string? planPath)
    {
        var file = path is not null ? FilePaths.NewFile(cmdlet, path)
            : planPath is not null ? System.IO.Path.ChangeExtension(planPath, Extension)
            : null;
        return file is null ? null : new(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read));
    }

    /// <summary>Adds a line, and has it on the disk before the next call.</summary>
    /// <param name="result">What was done.</param>
    public void Add(LifecyclePlanResult result)
    {
        byte[] line = [.. ContractJson.ToBytes(result), (byte)'\n'];
        stream.Write(line, 0, line.Length);
        stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
