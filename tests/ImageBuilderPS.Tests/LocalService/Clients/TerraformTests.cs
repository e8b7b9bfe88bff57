using ImageBuilderPS.Tests.LocalService.Ec2;

namespace ImageBuilderPS.Tests.LocalService.Clients;

public sealed class TerraformTests : IDisposable
{
    private readonly ServiceHost service = new(new() { Empty = true });
    private readonly ClientProgram terraform;

    public TerraformTests() => terraform = new(ClientProgram.Terraform, service.Url);

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
        Assert.Contains("2 added, 0 changed, 0 destroyed", await ApplyAsync(), StringComparison.Ordinal);
        // With this switch, exit code 2 says that there are changes to make.
        await terraform.SucceedsAsync("plan", "-input=false", "-no-color", "-detailed-exitcode");
        Assert.Contains("0 added, 2 changed, 0 destroyed", await ApplyAsync("-var", "stage=two"), StringComparison.Ordinal);
        Assert.Contains("0 added, 2 changed, 0 destroyed", await ApplyAsync("-var", "stage=two", "-var", "description=second"), StringComparison.Ordinal);

        // Without its state, Terraform reads back what it made. It finds nothing to change.
        File.Delete(terraform.At("terraform.tfstate"));
        terraform.Take("import.tf");
        Assert.Contains("2 imported, 0 added, 0 changed, 0 destroyed", await ApplyAsync("-var", "stage=two", "-var", "description=second"), StringComparison.Ordinal);
        Assert.Contains("2 destroyed", await ApplyAsync("-destroy"), StringComparison.Ordinal);
        Assert.Empty(service.State().Configurations.After(null));
        Assert.Empty(service.State().Policies.After(null));
    }

    private Task<string> ApplyAsync(params string[] options) =>
        terraform.SucceedsAsync(["apply", "-auto-approve", "-input=false", "-no-color", .. options]);
}
