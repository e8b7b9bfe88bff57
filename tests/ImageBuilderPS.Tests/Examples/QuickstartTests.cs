using System.Diagnostics;

namespace ImageBuilderPS.Tests.Examples;

public class QuickstartTests
{
    [Fact]
    public async Task The_engine_less_quickstart_distributes_updates_and_shows_what_is_refused()
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Quickstart.dll")])
        { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("engine-less", output);
        Assert.Contains("\nAVAILABLE", output);
        Assert.Contains("executionRole: got 'a role'", output);
        Assert.Contains("ResourceNotFoundException (HTTP 404)", output);
        foreach (var region in new[] { "us-east-1", "eu-west-1", "ap-southeast-2" })
            Assert.Contains("\n" + region, output);
    }
}
