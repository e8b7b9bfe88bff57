using ImageBuilderPS.Tests.LocalService.Conformance;
using ImageBuilderPS.Tests.LocalService.Ec2;

namespace ImageBuilderPS.Tests.LocalService.Clients;

/// <summary>AWS's SDKs for Python and JavaScript. The scripts beside this file do the work and assert.</summary>
public sealed class ScriptTests
{
    [ClientFact(InstalledClients.Boto3)]
    public async Task boto3_calls_every_operation_of_Image_Builder()
    {
        using var service = new ServiceHost(new() { Step = TimeSpan.FromMinutes(10) });
        var called = await RunAsync(service, ClientProgram.Python, "image_builder.py");
        Assert.Equal(ApiFacts.Instance.Operations.Keys.Order(StringComparer.Ordinal), called.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [ClientFact(InstalledClients.Boto3)]
    public async Task boto3_reads_and_changes_AMIs()
    {
        using var service = new ServiceHost();
        for (var number = 1; number <= 5; number++)
            service.Add($"ami-0000000000000000{number}");
        await RunAsync(service, ClientProgram.Python, "ec2.py");
    }

    [ClientFact(InstalledClients.Boto3)]
    public async Task boto3_keeps_and_restores_what_was_deleted()
    {
        using var service = new ServiceHost();
        service.Add("ami-00000000000000001");
        await RunAsync(service, ClientProgram.Python, "recycle_bin.py");
    }

    [ClientFact(InstalledClients.JavaScript)]
    public async Task The_SDK_for_JavaScript_distributes_an_image_and_reads_typed_answers()
    {
        using var service = new ServiceHost(new() { Step = TimeSpan.FromMinutes(10) });
        await RunAsync(service, ClientProgram.Node, "image-builder.cjs");
    }

    private static async Task<string> RunAsync(ServiceHost service, string name, string script)
    {
        using var program = new ClientProgram(name, service.Url);
        return await program.SucceedsAsync(ClientProgram.Script(script));
    }
}
