using System.Management.Automation;

namespace ImageBuilderPS.Output;

/// <summary>A file that a cmdlet saves its result in. What is wrong with the path is an error before the work, which may take long.</summary>
internal sealed class OutputFile
{
    private readonly string path;
    private readonly bool force;
    private readonly bool noClobber;

    private OutputFile(string path, bool force, bool noClobber)
    {
        this.path = path;
        this.force = force;
        this.noClobber = noClobber;
    }

    /// <summary>The file, ready to be written.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts; a wrong path ends it.</param>
    /// <param name="path">The path as given; null for no file.</param>
    /// <param name="force">Whether a read-only file is overwritten too.</param>
    /// <param name="noClobber">Whether an existing file is an error.</param>
    /// <returns>The file; null for no file.</returns>
    public static OutputFile? Prepare(PSCmdlet cmdlet, string? path, bool force, bool noClobber)
    {
        if (path is null)
            return null;
        try
        {
            var file = FilePaths.NewFile(cmdlet, path);
            if (noClobber && File.Exists(file))
                cmdlet.ThrowTerminatingError(FilePaths.NoClobber(new(file)));
            if (Path.GetDirectoryName(file) is { } folder && !Directory.Exists(folder))
                throw new DirectoryNotFoundException($"The folder {folder} does not exist.");
            return new(file, force, noClobber);
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            cmdlet.ThrowTerminatingError(FilePaths.Failure(error, path));
            return null;
        }
    }

    /// <summary>The file beside this one that has a word more in its name: <c>plan.WORD.json</c>.</summary>
    /// <param name="word">The word.</param>
    public OutputFile Beside(string word) => new(Path.ChangeExtension(path, word + Path.GetExtension(path)), force, noClobber);

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Why it could not be written; null when it was.</returns>
    public ErrorRecord? Write(string text)
    {
        if (noClobber && File.Exists(path))
            return FilePaths.NoClobber(new(path));
        try
        {
            FilePaths.WriteText(path, text, force);
            return null;
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            return FilePaths.Failure(error, path);
        }
    }
}
