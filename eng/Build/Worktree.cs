namespace ImageBuilderPS.Build;

/// <summary>Another commit of the repository, checked out beside it for a while.</summary>
internal static class Worktree
{
    /// <summary>Checks a commit out, and removes it after its use.</summary>
    /// <param name="reference">A commit, tag or branch.</param>
    /// <param name="use">Takes the folder.</param>
    /// <exception cref="BuildException">There is no such commit.</exception>
    public static T Use<T>(string reference, Func<string, T> use)
    {
        var commit = Commit(reference);
        var folder = Repository.At("artifacts", "worktree");
        // What a run left that was broken off; --force forgets it in git too.
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        if (Tool.Run("git", "worktree", "add", "--quiet", "--force", "--detach", folder, commit) != 0)
            throw new BuildException($"Commit {commit} could not be checked out.");
        try
        {
            return use(folder);
        }
        finally
        {
            Tool.Run("git", "worktree", "remove", "--force", folder);
        }
    }

    private static string Commit(string reference)
    {
        var (exitCode, output) = Tool.Capture("git", "rev-parse", "--verify", "--quiet", reference + "^{commit}");
        return exitCode == 0
            ? output.Trim()
            : throw new BuildException($"--against: got '{reference}', expected a commit, tag or branch of this repository.");
    }
}
