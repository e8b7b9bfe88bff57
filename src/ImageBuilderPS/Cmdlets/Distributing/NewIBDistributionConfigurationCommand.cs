using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Creates distribution configurations.</summary>
[Cmdlet(VerbsCommon.New, "IBDistributionConfiguration", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "New-IBDistributionConfiguration.md")]
[OutputType(typeof(CreateDistributionConfigurationResponse))]
public sealed class NewIBDistributionConfigurationCommand : ChangeCmdlet
{
    /// <summary>The configuration's name, 3 to 128 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(CreateDistributionConfigurationRequest), nameof(CreateDistributionConfigurationRequest.Name))]
    public string? Name { get; set; }

    /// <summary>One entry per region, as New-IBDistribution makes them, or hashtables of the API's members.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Distributions")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("distributions", typeof(Distribution[]))]
    [ApiMember(typeof(CreateDistributionConfigurationRequest), nameof(CreateDistributionConfigurationRequest.Distributions))]
    public Distribution[]? Distribution { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(CreateDistributionConfigurationRequest), nameof(CreateDistributionConfigurationRequest.Description))]
    public string? Description { get; set; }

    /// <summary>The configuration's tags, at most 50.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("tags", typeof(TagMap))]
    [ApiMember(typeof(CreateDistributionConfigurationRequest), nameof(CreateDistributionConfigurationRequest.Tags))]
    public TagMap? Tag { get; set; }

    /// <summary>Only lets the service check the request, permissions included; nothing is created.</summary>
    [Parameter]
    public SwitchParameter DryRun { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        var request = new CreateDistributionConfigurationRequest
        {
            Name = Name,
            Description = Description,
            Distributions = Distribution,
            Tags = Tag,
            ClientToken = ClientToken,
            DryRun = DryRun ? true : null,
        };
        Prepare(request);
        var what = $"distribution configuration {Name}";
        var targets = DistributionTargets.Describe(new() { Distributions = Distribution });
        if (!ShouldChange($"{(DryRun ? "Check on the service" : "Create")} {what}: {targets}", "Create a distribution configuration"))
            return;
        if (DryRun)
            SendDryRun(request, what);
        else
            WriteObject(SendPrepared(request));
    }
}
