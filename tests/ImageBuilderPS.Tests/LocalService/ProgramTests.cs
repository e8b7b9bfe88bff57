using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.LocalService;

public sealed partial class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_first_line_says_where_it_listens_and_SIGTERM_ends_it_cleanly()
    {
        using var program = Start("--port", "0");
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.Matches(FirstLine(), line);
        using var client = new HttpClient();
        var url = new Uri(new Uri(line!.Split(' ').Last()), "/ListImages");
        Assert.True((await client.PostAsync(url, null)).IsSuccessStatusCode);
        if (OperatingSystem.IsWindows())
        {
            program.Kill();
            return;
        }
        using (var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]))
            await kill.WaitForExitAsync().WaitAsync(Patience);
        await program.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal((0, ""), (program.ExitCode, await program.StandardError.ReadToEndAsync()));
    }

    [Fact]
    public async Task Who_is_under_way_at_SIGTERM_is_told_that_nothing_was_done()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var program = Start("--latency", "60000");
        var url = new Uri((await program.StandardOutput.ReadLineAsync().WaitAsync(Patience))!.Split(' ').Last());
        using var socket = new TcpClient();
        await socket.ConnectAsync(url.Host, url.Port);
        using var reader = new StreamReader(socket.GetStream());
        await socket.GetStream().WriteAsync("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"u8.ToArray());
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync().WaitAsync(Patience));
        await socket.GetStream().WriteAsync("{}"u8.ToArray());
        using (var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]))
            await kill.WaitForExitAsync().WaitAsync(Patience);
        var answer = await reader.ReadToEndAsync().WaitAsync(Patience);
        Assert.Contains("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.Contains("x-amzn-ErrorType: ServiceUnavailableException", answer, StringComparison.Ordinal);
        await program.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, program.ExitCode);
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--port 70000", "0 to 65535")]
    [InlineData("--port many", "many")]
    [InlineData("--step -1", "-1")]
    [InlineData("--rate 0", "1 or more")]
    [InlineData("--account 12", "12 digits")]
    [InlineData("--access-key A", "--secret-key")]
    [InlineData("--host 0.0.0.0", "secret key")]
    [InlineData("--host ::", "secret key")]
    public async Task A_bad_option_is_a_clear_error(string options, string expected)
    {
        using var program = Start(options.Split(' '));
        var (errors, _) = (program.StandardError.ReadToEndAsync(), program.StandardOutput.ReadToEndAsync());
        await program.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(expected, await errors);
    }

    [Fact]
    public async Task A_taken_port_is_one_line_of_error()
    {
        using var taken = new LocalServiceFactory().Start(new());
        using var program = Start("--port", $"{taken.Url.Port}");
        var errors = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains($"{taken.Url.Port}", Assert.Single((await errors).Trim().Split('\n')));
    }

    [Fact]
    public async Task It_is_a_tool_that_is_installed_from_a_folder_and_answers()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var configuration = typeof(ProgramTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
            var project = Path.Combine(Repository.Root, "src", "ImageBuilderPS.LocalService.Tool");
            var (feed, tools) = (Path.Combine(folder.FullName, "feed"), Path.Combine(folder.FullName, "tools"));
            await Run("dotnet", "pack", project, "--no-build", "--configuration", configuration, "--output", feed);
            await Run("dotnet", "tool", "install", "imagebuilder-local", "--source", feed, "--tool-path", tools);
            using var program = StartProgram(Path.Combine(tools, OperatingSystem.IsWindows() ? "imagebuilder-local.exe" : "imagebuilder-local"));
            var line = await program.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            using var client = new HttpClient();
            var response = await client.PostAsync(new Uri(new Uri(line!.Split(' ').Last()), "/ListImages"), null);
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync().WaitAsync(Patience);
            Assert.Contains("web-server", await response.Content.ReadAsStringAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_example_of_a_container_starts_it_with_the_keys_of_its_environment()
    {
        if (OperatingSystem.IsWindows())
            return;
        const string EntryPoint = "ENTRYPOINT ";
        var dockerfile = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "examples", "local-service", "Dockerfile"));
        var command = JsonSerializer.Deserialize<string[]>(dockerfile.Single(line => line.StartsWith(EntryPoint, StringComparison.Ordinal))[EntryPoint.Length..])!
            .Select(part => part.Replace("/app/", AppContext.BaseDirectory, StringComparison.Ordinal).Replace("--port 4577", "--port 0", StringComparison.Ordinal))
            .ToList();
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "--host", "imagebuilder"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        (start.Environment["ACCESS_KEY"], start.Environment["SECRET_KEY"]) = ("test", "a b");
        using var program = Process.Start(start)!;
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{line!.Split(':').Last()}/_local/health") { Headers = { Host = "imagebuilder" } };
        var response = await client.SendAsync(request);
        program.Kill();
        await program.WaitForExitAsync().WaitAsync(Patience);
        Assert.StartsWith("Listening on http://0.0.0.0:", line, StringComparison.Ordinal);
        Assert.True(response.IsSuccessStatusCode);
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = StartProgram(program, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(2 * Patience);
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    private static Process Start(params string[] options) =>
        StartProgram("dotnet", [Path.Combine(AppContext.BaseDirectory, "ImageBuilderPS.LocalService.Tool.dll"), .. options]);

    private static Process StartProgram(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    [GeneratedRegex(@"^Listening on http://127\.0\.0\.1:[0-9]+$")]
    private static partial Regex FirstLine();
}
