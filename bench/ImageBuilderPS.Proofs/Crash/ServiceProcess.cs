using System.Diagnostics;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>A run of the program imagebuilder-local on a data file.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const string ProgramName = "ImageBuilderPS.LocalService.Tool.dll";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Steps are short, so that kills also hit distributions that are in progress.
    private static readonly string[] Options = ["--port", "0", "--step", "20", "--data"];

    private readonly Process process;

    private ServiceProcess(Process process) => this.process = process;

    /// <summary>Starts the program without waiting.</summary>
    public static ServiceProcess Start(string file) => new(Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, ProgramName), .. Options, file])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>Waits until the program listens.</summary>
    /// <exception cref="IOException">It ended, or it says nothing.</exception>
    public async Task<Uri> ListenAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience).ConfigureAwait(false)
            ?? throw new IOException(await process.StandardError.ReadToEndAsync().WaitAsync(Patience).ConfigureAwait(false));
        return new(line.Split(' ')[^1]);
    }

    /// <summary>Ends the program at once, without a chance to write anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
