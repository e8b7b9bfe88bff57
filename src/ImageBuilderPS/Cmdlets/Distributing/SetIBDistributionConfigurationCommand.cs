using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Changes distribution configurations: members that are passed change, the others stay.</summary>
/// <remarks>The API replaces description and distributions together; members that are not passed are read and sent again.</remarks>
[Cmdlet(VerbsCommon.Set, "IBDistributionConfiguration", SupportsShouldProcess = true, DefaultParameterSetName = ByArn, HelpUri = HelpPages.Folder + "Set-IBDistributionConfiguration.md")]
[OutputType(typeof(UpdateDistributionConfigurationResponse))]
public sealed class SetIBDistributionConfigurationCommand : ChangeCmdlet
{
    private const string ByArn = "ByArn";
    private const string ByName = "ByName";

    /// <summary>The configuration's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ApiMember(typeof(UpdateDistributionConfigurationRequest), nameof(UpdateDistributionConfigurationRequest.DistributionConfigurationArn))]
    [TextInput]
    public string? DistributionConfigurationArn { get; set; }

    /// <summary>The configuration's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(DistributionConfigurationNameCompleter))]
    public string? Name { get; set; }

    /// <summary>One entry per region, in place of all that there are: as New-IBDistribution makes them, or hashtables.</summary>
    [Parameter]
    [Alias("Distributions")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("distributions", typeof(Distribution[]))]
    [ApiMember(typeof(UpdateDistributionConfigurationRequest), nameof(UpdateDistributionConfigurationRequest.Distributions))]
    public Distribution[]? Distribution { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(UpdateDistributionConfigurationRequest), nameof(UpdateDistributionConfigurationRequest.Description))]
    public string? Description { get; set; }

    /// <summary>When the configuration was last updated, as read; one that was updated since is an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("dateUpdated", typeof(DateTimeOffset))]
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>Sends the change even if somebody else updated the configuration meanwhile.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    /// <remarks>Not bound from the pipeline: the token of a piped object belongs to another change.</remarks>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public override string? ClientToken { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (Description is null && Distribution is null)
        {
            WriteWarning("Nothing to change: give -Description or -Distribution.");
            return;
        }
        var request = new UpdateDistributionConfigurationRequest
        {
            DistributionConfigurationArn = ParameterSetName == ByName ? FindDistributionConfigurationArn(Name!) : DistributionConfigurationArn,
            Description = Description,
            Distributions = Distribution ?? [],
            ClientToken = ClientToken,
        };
        Prepare(request);
        var update = new OptimisticUpdate<DistributionConfiguration>(
            request,
            () => ReadDistributionConfiguration(request.DistributionConfigurationArn),
            configuration => (configuration.Arn, configuration.DateUpdated),
            Force);
        var before = update.Read();
        update.ThrowIfUpdatedSince(DateUpdated);
        request.Description ??= before.Description;
        request.AdditionalMembers = before.AdditionalMembers;
        request.Distributions = Distribution ?? before.Distributions ?? [];
        if (!ShouldChange(Describe(request, before), "Change a distribution configuration"))
            return;
        update.ThrowIfUpdatedMeanwhile();
        WriteObject(Send(request));
    }

    private static string Describe(UpdateDistributionConfigurationRequest request, DistributionConfiguration before)
    {
        var changes = new List<string>();
        if (request.Description != before.Description)
            changes.Add($"description '{before.Description}' becomes '{request.Description}'");
        if (!ReferenceEquals(request.Distributions, before.Distributions))
        {
            var (was, becomes) = (DistributionTargets.Describe(before), DistributionTargets.Describe(new() { Distributions = request.Distributions }));
            changes.Add(was == becomes ? $"new settings for {was}" : $"{was} becomes {becomes}");
        }
        return $"Change distribution configuration {Arn.ShortName(before.Arn)}: {(changes.Count == 0 ? "nothing" : string.Join("; ", changes))}";
    }
}
