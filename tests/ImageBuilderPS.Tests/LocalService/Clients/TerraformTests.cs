using ImageBuilderPS.Tests.LocalService.Ec2;

namespace ImageBuilderPS.Tests.LocalService.Clients;

public sealed class TerraformTests : IDisposable
{
    private readonly ServiceHost service = new(new() { Empty = true });
    private readonly ClientProgram terraform;

    public TerraformTests()
    {
        service.Add("ami-0123456789abcdef0");
        terraform = new(ClientProgram.Terraform, service.Url);
    }

    public void Dispose()
    {
        terraform.Dispose();
        service.Dispose();
    }

    [ClientFact(InstalledClients.Terraform)]
    public async Task Terraform_creates_plans_without_drift_updates_imports_and_destroys()
    {
        terraform.Take("main.tf");
        await terraform.SucceedsAsync("init", "-input=false", "-no-color");
        await AppliesAsync("3 added, 0 changed, 0 destroyed");
        // With this switch, exit code 2 says that there are changes to make.
        await terraform.SucceedsAsync("plan", "-input=false", "-no-color", "-detailed-exitcode");
        string[] tags = ["-var", "stage=two"];
        await AppliesAsync("0 added, 2 changed, 0 destroyed", tags);
        string[] all = [.. tags, "-var", "description=second"];
        await AppliesAsync("0 added, 2 changed, 0 destroyed", all);

        // Without its state, Terraform reads back what it made. It finds nothing to change.
        File.Delete(terraform.At("terraform.tfstate"));
        terraform.Take("import.tf");
        await AppliesAsync("3 imported, 0 added, 0 changed, 0 destroyed", all);
        await AppliesAsync("3 destroyed", "-destroy");
        Assert.Empty(service.State().Configurations.After(null));
        Assert.Empty(service.State().Policies.After(null));
    }

    private async Task AppliesAsync(string expected, params string[] options)
    {
        var output = await terraform.SucceedsAsync(["apply", "-auto-approve", "-input=false", "-no-color", .. options]);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}
