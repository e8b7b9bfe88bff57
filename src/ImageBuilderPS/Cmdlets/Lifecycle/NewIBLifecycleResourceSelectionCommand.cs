using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Builds what a lifecycle policy applies to: recipes or tags.</summary>
[Cmdlet(VerbsCommon.New, "IBLifecycleResourceSelection", DefaultParameterSetName = ByRecipe, HelpUri = HelpPages.Folder + "New-IBLifecycleResourceSelection.md")]
[OutputType(typeof(LifecyclePolicyResourceSelection))]
public sealed class NewIBLifecycleResourceSelectionCommand : PSCmdlet
{
    private const string ByRecipe = "ByRecipe";
    private const string ByTag = "ByTag";

    private readonly List<LifecyclePolicyResourceSelectionRecipe> recipes = [];

    /// <summary>Recipes as <c>name/1.x.x</c> or by ARN, 1 to 50; <c>x</c> is a wildcard.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByRecipe, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(RecipeCompleter))]
    [RecipeArgument]
    [ValidateMember(typeof(LifecyclePolicyResourceSelection), nameof(LifecyclePolicyResourceSelection.Recipes))]
    public LifecyclePolicyResourceSelectionRecipe[]? Recipe { get; set; }

    /// <summary>Tags, any of which an image resource must carry.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByTag)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("tagMap", typeof(TagMap))]
    [ValidateMember(typeof(LifecyclePolicyResourceSelection), nameof(LifecyclePolicyResourceSelection.TagMap))]
    public TagMap? Tag { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => recipes.AddRange(Recipe ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == ByTag)
            WriteObject(new LifecyclePolicyResourceSelection { TagMap = Tag });
        else if (recipes.Count > 0)
            WriteObject(new LifecyclePolicyResourceSelection { Recipes = [.. recipes] });
    }
}
