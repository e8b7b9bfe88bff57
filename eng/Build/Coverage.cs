using System.Reflection;

namespace ImageBuilderPS.Build;

/// <summary>
/// Which lines and branches of the module's own assemblies both suites run. Copies are instrumented, so bin/ stays as it was built;
/// each process that loads them adds its hits when it ends.
/// </summary>
internal sealed class Coverage
{
    // Of the lines and branches of all assemblies, in percent: below, the run fails. docs/coverage.md says what is not covered.
    private const double LineFloor = 97;
    private const double BranchFloor = 88;

    private static readonly string Folder = Repository.At("artifacts", "coverage");
    private static readonly string[] Assemblies = ["ImageBuilderPS.dll", "ImageBuilderPS.Core.dll", "ImageBuilderPS.Aws.dll", "ImageBuilderPS.LocalService.dll"];

    private static readonly string Instrumented = Path.Combine(Folder, "instrumented");

    private Coverage(string tests, string module) => (Tests, Module) = (tests, module);

    /// <summary>The folder of the xunit project's output, with instrumented assemblies.</summary>
    public string Tests { get; }

    /// <summary>The folder of the module, with instrumented assemblies.</summary>
    public string Module { get; }

    /// <summary>Makes the instrumented copies of what was built last.</summary>
    /// <param name="tests">The xunit project's output.</param>
    public static Coverage Start(string tests)
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        var coverage = new Coverage(Path.Combine(Folder, "tests"), Package.Stage(Path.Combine(Folder, "module")));
        Copy(tests, coverage.Tests);
        // Both suites load the same files: so their hits add up by themselves.
        Directory.CreateDirectory(Instrumented);
        foreach (var name in Assemblies)
            File.Copy(Path.Combine(tests, name), Path.Combine(Instrumented, name));
        RunCoverlet("Instrument");
        foreach (var copy in new[] { coverage.Tests, Path.Combine(coverage.Module, "bin", "net8.0") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories))
            .Where(file => Assemblies.Contains(Path.GetFileName(file))).ToList())
        {
            File.Copy(Path.Combine(Instrumented, Path.GetFileName(copy)), copy, overwrite: true);
        }
        return coverage;
    }

    /// <summary>Writes coverage.cobertura.xml and uncovered.txt, and prints the table.</summary>
    /// <returns>False if less is covered than has to be.</returns>
    public static bool Report()
    {
        RunCoverlet("Report");
        var assemblies = CoverageResult.Read(Path.Combine(Folder, "coverage.json"));
        var missing = Assemblies.Select(name => Path.GetFileNameWithoutExtension(name)).Except(assemblies.Select(assembly => assembly.Name)).ToList();
        if (missing.Count > 0)
            throw new BuildException($"There is no coverage of {string.Join(", ", missing)}.");
        File.WriteAllLines(Path.Combine(Folder, "uncovered.txt"), assemblies.SelectMany(assembly => assembly.Uncovered));
        var sum = assemblies.Aggregate(new CoverageResult("all", default, default, []), (sum, assembly) => sum + assembly);
        Console.WriteLine($"{"coverage",-28}{"lines",24}{"branches",24}");
        foreach (var row in assemblies.OrderBy(assembly => assembly.Name, StringComparer.Ordinal).Append(sum))
            Console.WriteLine($"{row.Name,-28}{row.Lines,24}{row.Branches,24}");
        Console.WriteLine($"What is not covered: {Path.GetRelativePath(Repository.Root, Path.Combine(Folder, "uncovered.txt"))}; why: docs/coverage.md");
        if (sum.Lines.Percent >= LineFloor && sum.Branches.Percent >= BranchFloor)
            return true;
        Console.WriteLine($"Failed: got less coverage than {LineFloor} % of lines and {BranchFloor} % of branches. Add tests for what uncovered.txt names.");
        return false;
    }

    private static void RunCoverlet(string target)
    {
        var version = typeof(Coverage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "CoverletVersion").Value!;
        var (exitCode, output) = Tool.Capture(
            "dotnet", "msbuild", Repository.At("eng", "Coverage.proj"), "-nologo", "-nodeReuse:false", "-verbosity:quiet", "-target:" + target,
            "-property:CoverletTasks=" + Repository.At("artifacts", "packages", "coverlet.msbuild", version, "tasks", "net10.0", "coverlet.msbuild.tasks.dll"),
            "-property:Assembly=" + Path.Combine(Instrumented, Assemblies[0]),
            "-property:State=" + Path.Combine(Folder, "coverlet.state"),
            "-property:Result=" + Folder + Path.DirectorySeparatorChar);
        if (exitCode != 0)
            throw new BuildException($"The coverage could not be measured ({target}):\n{output}");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
