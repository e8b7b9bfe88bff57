using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>
/// What one run does with one resource, as a struct that allocates nothing: texts are made when they are read.
/// <see cref="ToDecision"/> returns it as an object.
/// </summary>
public readonly struct ResourceDecision
{
    private readonly RuleOutcome outcome;
    private readonly Expectation expected;
    private readonly RecipeVersion recipe;
    private readonly ArnScope scope;
    private readonly string? resourceId;
    private readonly bool isImageRefused;

    internal ResourceDecision(
        RuleOutcome outcome, Expectation expected, DateTimeOffset at, Image image, RecipeVersion recipe, ArnScope scope)
    {
        this.outcome = outcome;
        this.expected = expected;
        this.recipe = recipe;
        this.scope = scope;
        At = at;
        Image = image;
        resourceId = image.Arn;
        ResourceType = LifecycleResourceType.Image;
        Region = scope.Region;
        Status = image.State?.Status;
    }

    private ResourceDecision(
        in ResourceDecision parent, RuleOutcome outcome, Expectation expected, LifecycleResourceType type, string? id, string? region, KnownAmi known)
    {
        this = parent;
        isImageRefused = parent.Outcome == LifecycleOutcome.Refused;
        this.outcome = outcome;
        this.expected = expected;
        resourceId = id;
        ResourceType = type;
        Region = region;
        Ami = known.Ami;
        Fact = known.Fact;
        Status = type == LifecycleResourceType.Ami ? Ami?.State?.Status : null;
    }

    /// <summary>The time of the run.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The image, as it was given.</summary>
    public Image Image { get; }

    /// <summary>The AMI of an <see cref="LifecycleResourceType.Ami"/> or a <see cref="LifecycleResourceType.Snapshot"/>, as it was given.</summary>
    public Ami? Ami { get; }

    /// <summary>What EC2 knows of the AMI; null when it was not asked.</summary>
    public AmiFact? Fact { get; }

    /// <summary>What EC2 knows of a <see cref="LifecycleResourceType.Snapshot"/>; null when it was not asked.</summary>
    public AmiSnapshot? Snapshot { get; private init; }

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

    /// <summary>Whether the policy's rule changes the resource: deprecates, disables or deletes it. EC2 may refuse it.</summary>
    public bool IsAction => outcome.IsAction;

    /// <summary>What becomes of it.</summary>
    public LifecycleOutcome Outcome => expected.Outcome;

    /// <summary>Why the run is refused the action.</summary>
    public RefusalKind Refusal => expected.Refusal;

    /// <summary>Whether the run is known to be refused, or to leave the snapshot to another AMI: the resource stays as it is.</summary>
    public bool IsHindered => expected.Outcome is LifecycleOutcome.Refused or LifecycleOutcome.SharedSnapshot;

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
    /// where the resource is already past the state: a deleted resource stays deleted, and an AMI that was never made stays failed.
    /// </summary>
    public string? StatusAfter => StatusOf(Action) is { } status && !IsMissing && !ImageStatusInfo.IsPast(Status, status) ? status : Status;

    /// <summary>Whether the run acts and the resource already has the new state: the service counts that as a success.</summary>
    public bool IsAlreadyDone => IsAction && (Status.EqualsIgnoreCase(StatusAfter) || IsGone);

    /// <summary>
    /// Whether the run deletes the image resource around this AMI and the AMI stays: no policy will act on it again, and
    /// it still costs money. Where <see cref="Action"/> is Unknown, the AMI may also be deleted.
    /// </summary>
    public bool IsUnmanaged => Outcome == LifecycleOutcome.Unmanaged
        || (ResourceType == LifecycleResourceType.Ami && Action == LifecycleAction.Unknown && RuleAction == LifecycleAction.Delete && !isImageRefused);

    /// <summary>Whether EC2 does not have the AMI any more.</summary>
    internal bool IsGone => ResourceType == LifecycleResourceType.Ami && Fact is { IsGone: true };

    internal RecipeVersion Recipe => recipe;

    private bool IsMissing => ResourceType == LifecycleResourceType.Ami && new KnownAmi(Ami!, Fact).IsMissing;

    /// <summary>What the rule does; null when no rule was evaluated.</summary>
    internal LifecycleAction? RuleAction => outcome.Rule?.Action;

    /// <summary>Whether the rule acts on more than the image resource.</summary>
    internal bool RuleIncludesOutputs => outcome.Rule is { } rule && (rule.IncludeAmis || rule.IncludeContainers);

    /// <summary>
    /// How many days the Recycle Bin keeps it after its deletion, 0 for none; null where nothing is deleted, and when
    /// unknown. An AMI cannot be restored without its snapshots, so where these are deleted with it, the shortest time counts.
    /// </summary>
    public int? RecycleBinDays
    {
        get
        {
            if (Action != LifecycleAction.Delete || IsHindered || IsAlreadyDone)
                return null;
            if (ResourceType == LifecycleResourceType.Snapshot)
                return Snapshot?.RecycleBinDays;
            if (ResourceType != LifecycleResourceType.Ami || outcome.Rule is not { IncludeSnapshots: true })
                return Fact?.RecycleBinDays;
            var days = Fact?.RecycleBinDays;
            foreach (var snapshot in Fact?.Snapshots ?? [])
                days = snapshot.RecycleBinDays is { } most && days is { } least ? Math.Min(most, least) : null;
            return days;
        }
    }

    /// <summary>The full size in bytes of a snapshot that is deleted; null for others, and when unknown.</summary>
    public long? FreedBytes => Action == LifecycleAction.Delete && !IsHindered ? Snapshot?.MaxBytes : null;

    /// <summary>The most that a snapshot costs in a month, in USD; null for others, and when its size is unknown.</summary>
    /// <param name="prices">What snapshots cost.</param>
    public decimal? MaxMonthlyCost(SnapshotPrices prices) =>
        Snapshot is { MaxBytes: { } bytes } snapshot ? prices.MaxMonthlyCost(bytes, Region, snapshot.StorageTier) : null;

    /// <summary>The rule, to group by.</summary>
    internal LifecycleRule? RuleKey => outcome.Rule;

    /// <summary>The decision as an object to keep or to print.</summary>
    /// <param name="prices">What snapshots cost; the default prices when left out.</param>
    public LifecycleDecision ToDecision(SnapshotPrices? prices = null) => new(this, prices ?? SnapshotPrices.Default);

    /// <summary>The status that an action sets; null for no action.</summary>
    internal static string? StatusOf(LifecycleAction action) => action switch
    {
        LifecycleAction.Deprecate => ImageStatus.Deprecated,
        LifecycleAction.Disable => ImageStatus.Disabled,
        LifecycleAction.Delete => ImageStatus.Deleted,
        _ => null,
    };

    internal ResourceDecision OfAmi(KnownAmi known, RuleOutcome outcome, Expectation expected) =>
        new(this, outcome, expected, LifecycleResourceType.Ami, known.Ami.Image, known.Region, known);

    internal ResourceDecision OfSnapshot(KnownAmi known, string? id, AmiSnapshot? snapshot, RuleOutcome outcome, Expectation expected) =>
        new(this, outcome, expected, LifecycleResourceType.Snapshot, id, known.Region, known) { Snapshot = snapshot };

    internal ResourceDecision OfContainer(Container container, string uri, RuleOutcome outcome) =>
        new(this, outcome, Expectation.Success, LifecycleResourceType.Container, uri, container.Region, known: default);
}
