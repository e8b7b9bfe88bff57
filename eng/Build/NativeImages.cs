namespace ImageBuilderPS.Build;

/// <summary>
/// Machine code of what a first call needs (ReadyToRun), beside the IL that every platform can run. Without it, .NET
/// compiles about a thousand methods of the AWS SDK before the first request: see docs/performance.md.
/// </summary>
internal static class NativeImages
{
    // The platforms whose code was run by somebody. Others load bin/net8.0.
    private static readonly string[] Platforms = ["linux-x64"];

    private static readonly string[] Own = ["ImageBuilderPS.Core.dll"];
    private static readonly string[] Dependencies = ["AWSSDK.Core.dll", "ImageBuilderPS.Aws.dll"];

    /// <summary>Compiles the assemblies in bin/ and adds them to a package, in a folder for each platform.</summary>
    /// <param name="package">The package's folder.</param>
    public static void AddTo(string package)
    {
        foreach (var platform in Platforms)
        {
            var compiled = Compile(platform);
            var target = Path.Combine(package, "bin", platform);
            Copy(compiled, target, Own);
            Copy(compiled, Path.Combine(target, "dependencies"), Dependencies);
        }
    }

    private static string Compile(string platform)
    {
        var output = Repository.At("artifacts", "publish", "native", platform);
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        var exitCode = Tool.Run(
            "dotnet", "publish", Repository.At("eng", "NativeImages"), "--nologo", "--verbosity", "quiet", "--configuration", "Release",
            "--runtime", platform, "--output", output);
        return exitCode == 0 ? output : throw new BuildException($"The native images for {platform} could not be compiled.");
    }

    private static void Copy(string source, string target, string[] files)
    {
        Directory.CreateDirectory(target);
        foreach (var file in files)
            File.Copy(Path.Combine(source, file), Path.Combine(target, file));
    }
}
