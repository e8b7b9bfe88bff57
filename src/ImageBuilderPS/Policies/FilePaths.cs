using System.Management.Automation;

namespace ImageBuilderPS.Policies;

/// <summary>Paths as PowerShell has them: against its own location, with its drives and wildcards.</summary>
internal static class FilePaths
{
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

    /// <summary>A failure to reach or read a file as an error record.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="path">The path as given.</param>
    public static ErrorRecord Failure(Exception error, string path) => error switch
    {
        ItemNotFoundException or FileNotFoundException or DirectoryNotFoundException or System.Management.Automation.DriveNotFoundException =>
            new(error, "PathNotFound", ErrorCategory.ObjectNotFound, path),
        Json.ContractJsonException => new(error, "InvalidJson", ErrorCategory.InvalidData, path)
        {
            ErrorDetails = new($"{path}: {error.Message}.") { RecommendedAction = "Correct the file at the JSON path that the message names." },
        },
        ArgumentTransformationMetadataException => new(error, "InvalidObject", ErrorCategory.InvalidArgument, path),
        UnauthorizedAccessException => new(error, "AccessDenied", ErrorCategory.PermissionDenied, path),
        _ => new(error, "FileError", ErrorCategory.InvalidArgument, path),
    };

    private static void Expect(ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
            throw new NotSupportedException($"Got the path {path} of the {provider.Name} provider, expected a file.");
    }
}
