namespace ImageBuilderPS.Build;

internal static class Program
{
    private const string Usage = """
        usage: build COMMAND [--engine NAME]

          demo      show the product at work against its local service
          build     build the module into bin/
          test      build, and run the xunit and Pester suites
          help      compile docs/en-US/*.md into en-US/
          package   stage what ships into out/ImageBuilderPS/
          clean     remove what the other commands made

          --engine NAME   the PowerShell to use: pwsh (the default) or powershell (Windows PowerShell)

        Where pwsh or Pester is missing, demo, test and help try to fetch them;
        IMAGEBUILDERPS_NO_FETCH=1 keeps them from trying.
        """;

    private static int Main(string[] args)
    {
        try
        {
            var (command, engine) = Parse(args);
            return command switch
            {
                "demo" => Demo.Run(engine),
                "build" => Compiler.Build(Repository.Solution),
                "test" => TestRun.Run(engine),
                "help" => HelpFiles.Compile(engine),
                "package" => Package.Stage(),
                "clean" => Repository.Clean(),
                "--help" or "-h" => Explain(),
                _ => throw new BuildException(Usage),
            };
        }
        catch (BuildException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static int Explain()
    {
        Console.WriteLine(Usage);
        return 0;
    }

    private static (string? Command, EngineName Engine) Parse(string[] args) => args switch
    {
        [var command] => (command, EngineName.Pwsh),
        [var command, "--engine", "pwsh"] => (command, EngineName.Pwsh),
        [var command, "--engine", "powershell"] => (command, EngineName.WindowsPowerShell),
        _ => (null, default),
    };
}
