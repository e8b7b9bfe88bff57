using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>
/// What one run does with one resource. A value that allocates nothing: texts are made when they are read.
/// <see cref="ToDecision"/> makes an object of it.
/// </summary>
public readonly struct ResourceDecision
{
    private readonly RuleOutcome answer;
    private readonly RecipeVersion recipe;
    private readonly ArnScope scope;
    private readonly string? resourceId;

    internal ResourceDecision(RuleOutcome answer, DateTimeOffset at, Image image, RecipeVersion recipe, ArnScope scope)
    {
        this.answer = answer;
        this.recipe = recipe;
        this.scope = scope;
        At = at;
        Image = image;
        resourceId = image.Arn;
        ResourceType = LifecycleResourceType.Image;
        Region = scope.Region;
        Status = image.State?.Status;
    }

    private ResourceDecision(in ResourceDecision parent, RuleOutcome answer, LifecycleResourceType type, string? id, string? region, Ami? ami)
    {
        this = parent;
        this.answer = answer;
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
    public LifecycleAction Action => answer.Action;

    /// <summary>Whether the run changes the resource: deprecates, disables or deletes it.</summary>
    public bool IsAction => answer.IsAction;

    /// <summary>The rule: <c>policyDetails[1] DELETE</c>; null when no rule was asked.</summary>
    public string? Rule => answer.Rule?.Label;

    /// <summary>Why.</summary>
    public ReasonKind ReasonKind => answer.Kind;

    /// <summary>What the rule asks for and the images do not tell.</summary>
    public UnknownFacts UnknownFacts => answer.Unknown;

    /// <summary>What AWS does not settle about it, answered toward more deletions.</summary>
    public LifecycleAssumptions Assumptions => answer.Assumptions;

    /// <summary>Why, in words. Made anew on every read.</summary>
    public string Reason => ReasonText.Of(this, answer, recipe);

    /// <summary>How old the image is at the time of the run; null without a creation date.</summary>
    public TimeSpan? Age => At - Image.DateCreated;

    /// <summary>The resource's status before the run; null when not known. Snapshots and containers have none.</summary>
    public string? Status { get; }

    /// <summary>
    /// The resource's status after the run, as the contract spells it; as before where the run does not act, and where
    /// the resource is further than the run would bring it: what is gone stays gone.
    /// </summary>
    public string? StatusAfter => Action switch
    {
        _ when IsFurther => Status,
        LifecycleAction.Deprecate => ImageStatus.Deprecated,
        LifecycleAction.Disable => ImageStatus.Disabled,
        LifecycleAction.Delete => ImageStatus.Deleted,
        _ => Status,
    };

    /// <summary>Whether the run acts and finds its work done: the service counts that as a success.</summary>
    public bool IsAlreadyDone => IsAction && string.Equals(Status, StatusAfter, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the run deletes the image resource around this AMI and the AMI stays: no policy will look at it again, and
    /// it goes on billing. Where <see cref="Action"/> is Unknown, the AMI may also be deleted.
    /// </summary>
    public bool IsUnmanaged => ResourceType == LifecycleResourceType.Ami && !IsAction && RuleAction == LifecycleAction.Delete;

    private bool IsFurther => ImageStatusInfo.PhaseOf(Status) is var phase
        && (phase == ImagePhase.Deleted || (phase == ImagePhase.Disabled && Action == LifecycleAction.Deprecate));

    internal RecipeVersion Recipe => recipe;

    /// <summary>What the rule does; null when no rule was asked.</summary>
    internal LifecycleAction? RuleAction => answer.Rule?.Action;

    /// <summary>Whether the rule acts on more than the image resource.</summary>
    internal bool RuleTakesOutputs => answer.Rule is { } rule && (rule.IncludeAmis || rule.IncludeContainers);

    /// <summary>The decision as an object to keep or to print.</summary>
    public LifecycleDecision ToDecision() => new(this);

    internal ResourceDecision OfAmi(Ami ami, RuleOutcome answer) =>
        new(this, answer, LifecycleResourceType.Ami, ami.Image, ami.Region, ami);

    internal ResourceDecision OfSnapshot(Ami ami, string? id, RuleOutcome answer) =>
        new(this, answer, LifecycleResourceType.Snapshot, id, ami.Region, ami);

    internal ResourceDecision OfContainer(Container container, string uri, RuleOutcome answer) =>
        new(this, answer, LifecycleResourceType.Container, uri, container.Region, ami: null);
}
