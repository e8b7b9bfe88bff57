using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>
/// What one run does with one resource, as a struct that allocates nothing: texts are made when they are read.
/// <see cref="ToDecision"/> returns it as an object.
/// </summary>
public readonly struct ResourceDecision
{
    private readonly RuleOutcome outcome;
    private readonly RecipeVersion recipe;
    private readonly ArnScope scope;
    private readonly string? resourceId;

    internal ResourceDecision(RuleOutcome outcome, DateTimeOffset at, Image image, RecipeVersion recipe, ArnScope scope)
    {
        this.outcome = outcome;
        this.recipe = recipe;
        this.scope = scope;
        At = at;
        Image = image;
        resourceId = image.Arn;
        ResourceType = LifecycleResourceType.Image;
        Region = scope.Region;
        Status = image.State?.Status;
    }

    private ResourceDecision(in ResourceDecision parent, RuleOutcome outcome, LifecycleResourceType type, string? id, string? region, Ami? ami)
    {
        this = parent;
        this.outcome = outcome;
        resourceId = id;
        ResourceType = type;
        Region = region;
        Ami = ami;
        Status = type == LifecycleResourceType.Ami ? ami?.State?.Status : null;
    }

    /// <summary>The time of the run.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The image, as it was given.</summary>
    public Image Image { get; }

    /// <summary>The AMI of an <see cref="LifecycleResourceType.Ami"/> or a <see cref="LifecycleResourceType.Snapshot"/>, as it was given.</summary>
    public Ami? Ami { get; }

    /// <summary>What the resource is.</summary>
    public LifecycleResourceType ResourceType { get; }

    /// <summary>The image's ARN, the AMI's or snapshot's id, or the container image's URI; null when not known.</summary>
    public string? ResourceId => resourceId;

    /// <summary>The resource's region.</summary>
    public string? Region { get; }

    /// <summary>The account that owns the resource.</summary>
    public string? AccountId => Ami?.AccountId ?? scope.AccountId;

    /// <summary>The recipe's name, or the image's own name where it has no recipe.</summary>
    public string? RecipeName => recipe.Name;

    /// <summary>The recipe's exact version, or the image's own.</summary>
    public string? RecipeVersion => recipe.Version;

    /// <summary>What the run does.</summary>
    public LifecycleAction Action => outcome.Action;

    /// <summary>Whether the run changes the resource: deprecates, disables or deletes it.</summary>
    public bool IsAction => outcome.IsAction;

    /// <summary>The rule: <c>policyDetails[1] DELETE</c>; null when no rule was evaluated.</summary>
    public string? Rule => outcome.Rule?.Label;

    /// <summary>Why.</summary>
    public ReasonKind ReasonKind => outcome.Kind;

    /// <summary>The facts that the rule needs and the images do not have.</summary>
    public UnknownFacts UnknownFacts => outcome.UnknownFacts;

    /// <summary>The ambiguities of AWS's documentation that affect it.</summary>
    public LifecycleAssumptions Assumptions => outcome.Assumptions;

    /// <summary>Why, in words. Each read makes the text again.</summary>
    public string Reason => ReasonText.Describe(this, outcome, recipe);

    /// <summary>How old the image is at the time of the run; null without a creation date.</summary>
    public TimeSpan? Age => At - Image.DateCreated;

    /// <summary>The resource's status before the run; null when not known. Snapshots and containers have none.</summary>
    public string? Status { get; }

    /// <summary>
    /// The resource's status after the run, as the contract spells it. It stays the same where the run does not act, and
    /// where the resource is already past the state: a deleted resource stays deleted.
    /// </summary>
    public string? StatusAfter => StatusOfAction is { } status && !ImageStatusInfo.IsPast(Status, status) ? status : Status;

    /// <summary>Whether the run acts and the resource already has the new state: the service counts that as a success.</summary>
    public bool IsAlreadyDone => IsAction && Status.EqualsIgnoreCase(StatusAfter);

    /// <summary>
    /// Whether the run deletes the image resource around this AMI and the AMI stays: no policy will act on it again, and
    /// it still costs money. Where <see cref="Action"/> is Unknown, the AMI may also be deleted.
    /// </summary>
    public bool IsUnmanaged => ResourceType == LifecycleResourceType.Ami && !IsAction && RuleAction == LifecycleAction.Delete;

    private string? StatusOfAction => Action switch
    {
        LifecycleAction.Deprecate => ImageStatus.Deprecated,
        LifecycleAction.Disable => ImageStatus.Disabled,
        LifecycleAction.Delete => ImageStatus.Deleted,
        _ => null,
    };

    internal RecipeVersion Recipe => recipe;

    /// <summary>What the rule does; null when no rule was evaluated.</summary>
    internal LifecycleAction? RuleAction => outcome.Rule?.Action;

    /// <summary>Whether the rule acts on more than the image resource.</summary>
    internal bool RuleIncludesOutputs => outcome.Rule is { } rule && (rule.IncludeAmis || rule.IncludeContainers);

    /// <summary>The decision as an object to keep or to print.</summary>
    public LifecycleDecision ToDecision() => new(this);

    internal ResourceDecision OfAmi(Ami ami, RuleOutcome outcome) =>
        new(this, outcome, LifecycleResourceType.Ami, ami.Image, ami.Region, ami);

    internal ResourceDecision OfSnapshot(Ami ami, string? id, RuleOutcome outcome) =>
        new(this, outcome, LifecycleResourceType.Snapshot, id, ami.Region, ami);

    internal ResourceDecision OfContainer(Container container, string uri, RuleOutcome outcome) =>
        new(this, outcome, LifecycleResourceType.Container, uri, container.Region, ami: null);
}
