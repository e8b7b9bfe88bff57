using System.Diagnostics;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;

namespace ImageBuilderPS.Bench.Serving;

/// <summary>A local service, or an empty handler on the same host, in a process of its own.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process process;

    /// <param name="isEmpty">Whether it is the empty handler.</param>
    public Server(bool isEmpty = false)
    {
        process = Child.Start(Environment.ProcessPath!, isEmpty ? ["serve", "--empty"] : ["serve"]);
        Url = new(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(process.StandardError.ReadToEnd()));
    }

    public Uri Url { get; }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What the process does.</summary>
    public static void Run(bool isEmpty)
    {
        var service = new LocalImageBuilder(new(), TimeProvider.System);
        using var host = HttpHost.Start(isEmpty ? new RepeatingHandler(service, TimeSpan.Zero) : service, 0, TimeSpan.Zero);
        Console.WriteLine(host.Url);
        Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
