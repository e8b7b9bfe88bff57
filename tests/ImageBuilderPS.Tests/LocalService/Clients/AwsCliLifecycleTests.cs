using ImageBuilderPS.Tests.LocalService.Ec2;

namespace ImageBuilderPS.Tests.LocalService.Clients;

public sealed class AwsCliLifecycleTests : IDisposable
{
    private const string Image = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0/2";
    private const string Selection = """{"recipes":[{"name":"web-server","semanticVersion":"1.0.0"}]}""";
    private readonly ServiceHost service = new(new() { Step = TimeSpan.FromMinutes(10) });
    private readonly AwsCli aws;

    public AwsCliLifecycleTests() => aws = new(service.Url);

    public void Dispose()
    {
        aws.Dispose();
        service.Dispose();
    }

    [ClientFact(InstalledClients.AwsCli)]
    public async Task The_AWS_CLI_manages_a_policy_and_reads_its_runs()
    {
        var created = await aws.CallAsync(
            "imagebuilder create-lifecycle-policy", "--name", "cli", "--execution-role", "role", "--resource-type", "AMI_IMAGE",
            "--status", "DISABLED", "--resource-selection", Selection, "--policy-details", KeepNewest(2));
        var arn = created.Text("lifecyclePolicyArn");
        string[] policy = ["--lifecycle-policy-arn", arn];
        await aws.CallAsync(
            "imagebuilder update-lifecycle-policy", [.. policy, "--execution-role", "role", "--resource-type", "AMI_IMAGE", "--status", "ENABLED",
            "--resource-selection", Selection, "--policy-details", KeepNewest(1)]);
        var read = await aws.CallAsync("imagebuilder get-lifecycle-policy", policy);
        Assert.Equal("1", read.Text("lifecyclePolicy.policyDetails.0.filter.value"));
        var enabled = await aws.CallAsync("imagebuilder list-lifecycle-policies", "--filters", "name=name,values=cli");
        Assert.Equal("ENABLED", enabled.Text("lifecyclePolicySummaryList.0.status"));

        service.Pass(TimeSpan.FromDays(1.5));
        var runs = await aws.CallAsync("imagebuilder list-lifecycle-executions", "--resource-arn", arn);
        string[] run = ["--lifecycle-execution-id", runs.Text("lifecycleExecutions.0.lifecycleExecutionId")];
        var finished = await aws.CallAsync("imagebuilder get-lifecycle-execution", run);
        Assert.Equal("SUCCESS", finished.Text("lifecycleExecution.state.status"));
        // Three builds of 1.0.0 exist, and the newest one stays.
        var resources = await aws.CallAsync("imagebuilder list-lifecycle-execution-resources", [.. run, "--page-size", "1"]);
        Assert.Equal(2, resources.Count("resources"));

        var update = await aws.CallAsync(
            "imagebuilder start-resource-state-update", "--resource-arn", Image, "--state", "status=DISABLED",
            "--execution-role", "role", "--include-resources", "amis=true");
        string[] execution = ["--lifecycle-execution-id", update.Text("lifecycleExecutionId")];
        await aws.CallAsync("imagebuilder cancel-lifecycle-execution", execution);
        var cancelled = await aws.CallAsync("imagebuilder get-lifecycle-execution", execution);
        Assert.StartsWith("CANCEL", cancelled.Text("lifecycleExecution.state.status"));

        await aws.CallAsync("imagebuilder delete-lifecycle-policy", policy);
        await aws.RefusesAsync("ResourceNotFoundException", "imagebuilder get-lifecycle-policy", policy);
    }

    private static string KeepNewest(int count) =>
        $$$"""[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":{{{count}}}}}]""";
}
