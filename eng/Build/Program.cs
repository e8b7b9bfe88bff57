namespace ImageBuilderPS.Build;

internal static class Program
{
    private const string Usage = """
        usage: build COMMAND [--engine NAME] [--package [FOLDER]] [--against REF] [OPTION]...

          demo      show the product at work against its local service
          build     build the module into bin/
          test      build, and run the xunit and Pester suites
          help      compile docs/en-US/*.md into en-US/
          prove     build, and run the long proofs of docs/reliability.md: prove [--quick] [--seed N] [--only NAME]
          surface   build, and print the public surface: the cmdlets, and the public types
          package   build for release, and put the module and the tool imagebuilder-local into out/
          bench     make the package, and measure it side by side with what others do
          clean     remove what the other commands made

          --engine NAME        the PowerShell to use: an installed pwsh or powershell (Windows PowerShell), or the
                               version of one to restore, such as 7.4.13; left out, .config/dotnet-tools.json says
          --package [FOLDER]   with test: make the package, and run the Pester suite against it;
                               with a FOLDER that holds a package, run that suite alone
          --against REF        a commit, tag or branch: with surface, print what differs from its surface; with bench,
                               compare the size with that of its package
          OPTION               with bench: its own options, such as --only import or --quick
        """;

    private static int Main(string[] args)
    {
        try
        {
            if (args is ["prove", .. var proof])
                return Prove.Run(proof);
            var (command, engine, package, against, options) = Parse(args);
            return command switch
            {
                "demo" => Demo.Run(engine),
                "build" => Build(),
                "test" => TestRun.Run(engine, package),
                "help" => HelpFiles.Compile(engine),
                "surface" => Surface.Run(engine, against),
                "package" => MakePackages(),
                "bench" => Bench.Run(engine, against, options),
                "clean" => Repository.Clean(),
                "--help" or "-h" => Print(Usage),
                _ => throw new BuildException(Usage),
            };
        }
        catch (BuildException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static int Build()
    {
        var exitCode = Compiler.Build(Repository.Solution);
        return exitCode != 0 ? exitCode : Print("Built. To load the module: Import-Module ./ImageBuilderPS.psd1");
    }

    private static int MakePackages()
    {
        var module = Package.Make();
        Package.PackTool();
        return Print($"Staged {Path.GetRelativePath(Repository.Root, module)}, packed the tool into out");
    }

    private static int Print(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static (string? Command, string? Engine, PackageOption Package, string? Against, IReadOnlyList<string> Options) Parse(string[] args)
    {
        string? engine = null;
        string? against = null;
        var package = default(PackageOption);
        var options = new List<string>();
        for (var i = 1; i < args.Length; i++)
        {
            var value = i + 1 < args.Length && !args[i + 1].StartsWith('-') ? args[i + 1] : null;
            if (args[i] == "--engine" && value is not null)
                engine = value;
            else if (args[i] == "--package" && args[0] == "test")
                package = new(IsTested: true, value is null ? null : Path.GetFullPath(value));
            else if (args[i] == "--against" && args[0] is ("surface" or "bench") && value is not null)
                against = value;
            else if (args[0] == "bench")
                options.AddRange(value is null ? [args[i]] : [args[i], value]);
            else
                throw new BuildException($"Got '{args[i]}'.\n{Usage}");
            if (value is not null)
                i++;
        }
        return (args.FirstOrDefault(), engine, package, against, options);
    }
}
