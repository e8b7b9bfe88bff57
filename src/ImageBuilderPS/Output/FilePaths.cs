using System.Management.Automation;
using System.Text;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Output;

/// <summary>Paths as PowerShell has them: against its own location, with its drives and wildcards.</summary>
internal static class FilePaths
{
    private const int LongestMessage = 2000;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The file system's paths that a path stands for.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts.</param>
    /// <param name="path">A path; wildcards allowed unless a file has the very name.</param>
    /// <exception cref="ItemNotFoundException">There is no such file.</exception>
    /// <exception cref="NotSupportedException">The path is not the file system's.</exception>
    public static IReadOnlyList<string> Existing(PSCmdlet cmdlet, string path)
    {
        if (cmdlet.InvokeProvider.Item.Exists(path, force: true, literalPath: true))
            return [New(cmdlet, path)];
        var paths = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
        Expect(provider, path);
        return paths;
    }

    /// <summary>The file system's path of a file that need not exist.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts.</param>
    /// <param name="path">A path without wildcards.</param>
    /// <exception cref="NotSupportedException">The path is not the file system's.</exception>
    public static string New(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        Expect(provider, path);
        return full;
    }

    /// <summary>The same for a file that is no folder.</summary>
    /// <exception cref="IOException">The path is a folder.</exception>
    public static string NewFile(PSCmdlet cmdlet, string path) => New(cmdlet, path) is var file && Directory.Exists(file)
        ? throw new IOException($"{file} is a folder. Give a file, such as {Path.Combine(file, "state.json")}.")
        : file;

    /// <summary>The text of a file.</summary>
    /// <param name="file">The file system's path.</param>
    /// <exception cref="IOException">The path is a folder, or the file cannot be read.</exception>
    public static string ReadText(string file) => Directory.Exists(file)
        ? throw new IOException($"{file} is a folder. Give files, or a wildcard such as {Path.Combine(file, "*.json")}.")
        : File.ReadAllText(file);

    /// <summary>
    /// Writes a file as a whole or not at all: the text goes to a file beside it, which then takes its place. What was
    /// there stays whole when the disk is full or the process ends.
    /// </summary>
    /// <param name="file">The file system's path; a link stays, and the file behind it is written.</param>
    /// <param name="text">The text.</param>
    /// <param name="force">Whether a read-only file is overwritten too.</param>
    public static void WriteText(string file, string text, bool force)
    {
        var target = Target(file);
        if (force && File.Exists(file))
            new FileInfo(file).IsReadOnly = false;
        if (target.StartsWith("/dev/", StringComparison.Ordinal))
        {
            File.WriteAllText(target, text, Utf8);
            return;
        }
        ExpectWritable(target);
        var beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Fill(beside, Utf8.GetBytes(text));
            Replace(beside, target);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Whether an exception is the failure to reach or write a file.</summary>
    public static bool IsFailure(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentException
        or NotSupportedException or ItemNotFoundException or System.Management.Automation.DriveNotFoundException;

    /// <summary>The error record for a file that exists and must not be overwritten.</summary>
    public static ErrorRecord NoClobber(FileInfo file) =>
        new(new IOException($"{file.FullName} exists, and -NoClobber was given."), "NoClobber", ErrorCategory.ResourceExists, file.FullName);

    /// <summary>A failure to reach or read a file as an error record.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="path">The path as given.</param>
    public static ErrorRecord Failure(Exception error, string path) => error switch
    {
        ItemNotFoundException or FileNotFoundException or DirectoryNotFoundException or System.Management.Automation.DriveNotFoundException =>
            new(error, "PathNotFound", ErrorCategory.ObjectNotFound, path),
        ContractJsonException => new(error, "InvalidJson", ErrorCategory.InvalidData, path)
        {
            ErrorDetails = new($"{path}: {error.Message}.") { RecommendedAction = "Correct the file at the JSON path that the message names." },
        },
        ArgumentTransformationMetadataException => new(error, "InvalidObject", ErrorCategory.InvalidArgument, path),
        UnauthorizedAccessException => new(error, "AccessDenied", ErrorCategory.PermissionDenied, path),
        // The system quotes the path, however long it is.
        _ when error.Message.Length > LongestMessage => new(error, "FileError", ErrorCategory.InvalidArgument, path)
        {
            ErrorDetails = new(Violation.Shown(error.Message, LongestMessage)) { RecommendedAction = "Give a shorter path." },
        },
        _ => new(error, "FileError", ErrorCategory.InvalidArgument, path),
    };

    private static void Fill(string file, byte[] content)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(content, 0, content.Length);
        stream.Flush(flushToDisk: true);
    }

    private static void Replace(string file, string target)
    {
        if (!File.Exists(target))
        {
            File.Move(file, target);
            return;
        }
#if NET
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, File.GetUnixFileMode(target));
#endif
        File.Replace(file, target, null);
    }

    // Replacing a file needs no permission to write to it; opening it does.
    private static void ExpectWritable(string file)
    {
        if (File.Exists(file))
            new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.Read).Dispose();
    }

    private static string Target(string file) =>
#if NET
        new FileInfo(file).LinkTarget is null ? file : File.ResolveLinkTarget(file, returnFinalTarget: true)!.FullName;
#else
        file;
#endif

    private static void Expect(ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
            throw new NotSupportedException($"Got the path {path} of the {provider.Name} provider, expected a file.");
    }
}
