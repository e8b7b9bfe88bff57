using System.Text.Json;

namespace ImageBuilderPS.Tests.LocalService.Clients;

/// <summary>The AWS CLI.</summary>
internal sealed class AwsCli(Uri service) : IDisposable
{
    private readonly ClientProgram program = new(ClientProgram.AwsCli, service);

    public Dictionary<string, string> Variables => program.Variables;

    /// <param name="command">The service and the operation: <c>ec2 describe-images</c>.</param>
    /// <param name="parameters">The rest of the line.</param>
    /// <returns>The response, or an undefined element where the CLI prints none.</returns>
    public async Task<JsonElement> CallAsync(string command, params string[] parameters)
    {
        var output = await program.SucceedsAsync([.. command.Split(' '), .. parameters, "--output", "json"]);
        return output.Trim() is "" ? default : JsonDocument.Parse(output).RootElement;
    }

    public async Task RefusesAsync(string error, string command, params string[] parameters)
    {
        var (exitCode, output, errors) = await program.RunAsync([.. command.Split(' '), .. parameters]);
        Assert.True(exitCode != 0, output);
        Assert.Contains($"An error occurred ({error}) when calling", errors, StringComparison.Ordinal);
    }

    public void Dispose() => program.Dispose();
}
