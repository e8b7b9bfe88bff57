using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Explanation;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Shows what runs of lifecycle policies would do, why, and what EC2 makes of it: of one policy, or of all of the account. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "IBLifecyclePreview", DefaultParameterSetName = All, HelpUri = HelpPages.Folder + "Get-IBLifecyclePreview.md")]
[OutputType(typeof(LifecycleDecision), typeof(LifecycleSummaryRow), typeof(LifecycleTimelineRow), typeof(LifecycleCalendarRow), typeof(LifecycleExplanation))]
public sealed partial class GetIBLifecyclePreviewCommand : ImageBuilderCmdlet
{
    private const string ByArn = "ByArn";
    private const string ByName = "ByName";
    private const string ByPolicy = "ByPolicy";
    private const string ByPath = "ByPath";
    private const string All = "All";

    private Account? given;
    private Account? account;
    private DateTimeOffset time;

    // With one set that takes the input whole, the binder would not look at the properties of the other sets.
    /// <summary>The ARN of a policy of the account.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [TextInput(TakesList = true)]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ApiMember(typeof(GetLifecyclePolicyRequest), nameof(GetLifecyclePolicyRequest.LifecyclePolicyArn))]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <summary>The name of a policy of the account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(LifecyclePolicyNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>A policy as read, a request, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPolicy, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? InputObject { get; set; }

    /// <summary>Files as Export-IBLifecyclePolicy writes them; wildcards allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LiteralPath")]
    public string[]? Path { get; set; }

    /// <summary>The images in place of the account's: as Get-IBImage writes them, parsed JSON, or JSON files of them.</summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? Image { get; set; }

    /// <summary>What EC2 knows of the AMIs: as Get-IBImageFact writes it, or files that it saved. EC2 is then not asked.</summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? Fact { get; set; }

    /// <summary>Does not ask EC2 about the AMIs.</summary>
    [Parameter]
    public SwitchParameter NoFact { get; set; }

    /// <summary>The name of the role that is assumed in each other account, to ask EC2 about the AMIs there.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? RoleName { get; set; }

    /// <summary>The time of the run, as an object or as ISO 8601 text; now when left out. A text without a zone is UTC.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [TimeArgument("at")]
    public DateTimeOffset? At { get; set; }

    /// <summary>How many daily runs are simulated in a row, each on the result of the run before; 1 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 3650)]
    public int Runs { get; set; } = 1;

    /// <summary>Writes counts by action, kind of resource, rule, recipe version, account and region; with -Timeline, a calendar of twelve months.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Writes for each image the days on which runs reach it: daily runs until nothing changes any more.</summary>
    [Parameter]
    public SwitchParameter Timeline { get; set; }

    /// <summary>Tells of this image, by its ARN or the id of one of its AMIs, rule by rule why the next run takes it or leaves it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ImageArnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Explain { get; set; }

    /// <summary>Writes only resources with these actions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnumCompleter))]
    public LifecycleAction[]? Action { get; set; }

    /// <summary>Writes only resources that the run changes, or may change.</summary>
    [Parameter]
    public SwitchParameter ChangesOnly { get; set; }

    /// <summary>What a GB of snapshots costs in a month, in USD: a number, or a table by region.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PriceArgument]
    public SnapshotPrices PricePerGBMonth { get; set; } = SnapshotPrices.Default;

    /// <summary>How many of the account's images are read at a time; 10 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        ThrowIfBoth(Fact is not null, nameof(Fact), NoFact, nameof(NoFact), "Facts are given, or EC2 is not asked.");
        ThrowIfBoth(Timeline, nameof(Timeline), MyInvocation.BoundParameters.ContainsKey(nameof(Runs)), nameof(Runs), "A timeline plays runs until nothing changes.");
        ThrowIfBoth(Explain is not null, nameof(Explain), Timeline, nameof(Timeline), "An explanation is of the next run.");
        ThrowIfBoth(Explain is not null, nameof(Explain), Summary, nameof(Summary), "An explanation is of one image.");
        ThrowIfBoth(Explain is not null, nameof(Explain), Runs > 1, nameof(Runs), "An explanation is of the next run.");
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByPolicy)
            Preview(Complete(InputObject!).ToPolicy());
        else if (ParameterSetName == ByName)
            ForEach(Name, name => Preview(ReadLifecyclePolicy(FindLifecyclePolicyArn(name))));
        else if (ParameterSetName == All)
            ForEach(ListLifecyclePolicyNames(null).ToList(), policy => Preview(ReadLifecyclePolicy(policy.Arn)));
        else
            ForEach(LifecyclePolicyArn, arn => Preview(ReadLifecyclePolicy(arn)));
        ForEach(Path, PreviewFiles);
    }

    private void PreviewFiles(string path)
    {
        var policies = new List<LifecyclePolicy>();
        try
        {
            policies.AddRange(FilePaths.Existing(this, path).Select(file => PolicyDocument.ReadNamed(FilePaths.ReadText(file)).ToPolicy()));
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            WriteError(FilePaths.Failure(error, path));
        }
        foreach (var policy in policies)
            Preview(policy);
    }

    private void Preview(LifecyclePolicy policy)
    {
        LifecycleEvaluator evaluator;
        try
        {
            evaluator = new(policy);
        }
        catch (ArgumentException error)
        {
            WriteError(new(error, "InvalidPolicy", ErrorCategory.InvalidArgument, policy));
            return;
        }
        foreach (var unknown in AdditionalMembers.Of(policy))
            WriteWarning($"The preview does not understand {unknown.Key}; the policy may keep or delete other images.");
        if (policy.Status.EqualsIgnoreCase(LifecyclePolicyStatus.Disabled))
            WriteWarning($"{policy.Arn ?? "The policy"} is DISABLED. The preview shows what it would do if it ran.");
        time = At ?? Now;
        // Images that are given are those of every policy, whatever its account.
        account = Image is null ? Connection.Keep(() => new Account(ReadAccountImages(ThrottleLimit))) : given ??= new(ReadInput());
        ReadFacts(account, policy);
        if (Explain is not null)
            WriteExplanation(policy);
        else
            WriteRuns(policy, new(evaluator) { Facts = account.Facts, Prices = PricePerGBMonth });
    }

    // Once for all policies, and once more for the first policy that asks with whom AMIs are shared: that needs a call for each AMI.
    private void ReadFacts(Account read, LifecyclePolicy policy)
    {
        var needsSharing = (policy.PolicyDetails ?? []).Any(rule => rule?.ExclusionRules?.Amis?.SharedAccounts is { Length: > 0 });
        if (read.Facts is not null && (read.KnowsSharing || !needsSharing))
            return;
        if (Fact is not null)
            read.Facts = ReadFactInput();
        else if (Image is null && !NoFact)
            read.Facts = new(ReadImageFacts(read.Images, new() { RoleName = RoleName, ThrottleLimit = ThrottleLimit, ReadsLaunchPermissions = needsSharing }));
        read.KnowsSharing = Fact is not null || needsSharing;
    }

    private IReadOnlyList<Image> ReadInput()
    {
        var input = new ImageInput(this);
        IReadOnlyList<Image> all = [];
        try
        {
            all = input.Read(Image!);
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            ThrowTerminatingError(FilePaths.Failure(error, input.Source));
        }
        if (input.Warning is { } warning)
            WriteWarning(warning);
        return all;
    }

    private AmiFactIndex? ReadFactInput()
    {
        var input = new AmiFactInput(this);
        try
        {
            return new(input.Read(Fact!));
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            ThrowTerminatingError(FilePaths.Failure(error, input.Source));
            return null;
        }
    }

    private void ThrowIfBoth(bool isFirst, string first, bool isSecond, string second, string why)
    {
        if (!isFirst || !isSecond)
            return;
        var message = $"-{first} and -{second} exclude each other. {why}";
        ThrowTerminatingError(new(new ArgumentException(message), "ParametersExcludeEachOther", ErrorCategory.InvalidArgument, null)
        {
            ErrorDetails = new(message) { RecommendedAction = "Leave one of them out." },
        });
    }

    /// <summary>The images that policies select from, and what EC2 knows of them.</summary>
    private sealed class Account(IReadOnlyList<Image> images)
    {
        public IReadOnlyList<Image> Images => images;

        public AmiFactIndex? Facts { get; set; }

        public bool KnowsSharing { get; set; }
    }
}
