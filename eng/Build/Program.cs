namespace ImageBuilderPS.Build;

internal static class Program
{
    private const string Usage = """
        usage: build COMMAND [--engine NAME] [--package]

          demo      show the product at work against its local service
          build     build the module into bin/
          test      build, and run the xunit and Pester suites
          help      compile docs/en-US/*.md into en-US/
          package   stage what ships into out/ImageBuilderPS/
          clean     remove what the other commands made

          --engine NAME   an installed PowerShell: pwsh, or powershell (Windows PowerShell);
                          left out, the one that .config/dotnet-tools.json pins
          --package       with test: Pester tests the staged package
        """;

    private static int Main(string[] args)
    {
        try
        {
            var (command, engine, ofPackage) = Parse(args);
            return command switch
            {
                "demo" => Demo.Run(engine),
                "build" => Compiler.Build(Repository.Solution),
                "test" => TestRun.Run(engine, ofPackage),
                "help" => HelpFiles.Compile(engine),
                "package" => Print($"Staged {Path.GetRelativePath(Repository.Root, Package.Stage())}"),
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

    private static int Print(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static (string? Command, string? Engine, bool OfPackage) Parse(string[] args)
    {
        string? engine = null;
        var ofPackage = false;
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--engine" && i + 1 < args.Length)
                engine = args[++i];
            else if (args[i] == "--package" && args[0] == "test")
                ofPackage = true;
            else
                throw new BuildException($"Got '{args[i]}'.\n{Usage}");
        }
        return (args.FirstOrDefault(), engine, ofPackage);
    }
}
