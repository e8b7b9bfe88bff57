using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <content>What is planned: each input becomes a policy beside the live one.</content>
public sealed partial class NewIBLifecyclePlanCommand
{
    private readonly Dictionary<string, (Request Request, Arn Arn)> elsewhere = new(StringComparer.Ordinal);
    private readonly HashSet<string> placed = new(StringComparer.Ordinal);
    private PlannedAccount? beforeInput;
    private PlannedAccount? current;

    // The account and region of the input in progress.
    private PlannedAccount Account => TryConnect() is { } made
        ? made.Keep(() => Remember(new(made, made.Settings)))
        : accounts.Find(account => account.Connection is null && account.Settings == Place) ?? Remember(new(null, Place));

    private CallerIdentity? Caller => Connection.Keep(() => new KnownCaller(FindCaller())).Caller;

    private PlannedAccount Remember(PlannedAccount account)
    {
        accounts.Add(account);
        return account;
    }

    // Each account and region plans the files that have a name, and those with an ARN of its own.
    private void AddFile(Request request, string source)
    {
        if (MyInvocation.ExpectingInput && Arn.Parse((request as UpdateLifecyclePolicyRequest)?.LifecyclePolicyArn) is { Region: not null } arn)
        {
            if (arn.Region != Service.Region || (Caller?.AccountId is { } account && account != arn.AccountId))
            {
                elsewhere[source] = (request, arn);
                return;
            }
            placed.Add(source);
        }
        Add(request, source);
    }

    private void ReportUnplacedFiles()
    {
        foreach (var file in elsewhere.Where(file => !placed.Contains(file.Key)))
        {
            var message = $"{file.Key} has a policy of account {file.Value.Arn.AccountId}, region {file.Value.Arn.Region}, which no input is for. It is in no plan.";
            current = Remember(new(null, new() { Region = file.Value.Arn.Region }));
            Report(new(new InvalidOperationException(message), "PolicyOfOtherAccount", ErrorCategory.InvalidArgument, file.Value.Request)
            {
                ErrorDetails = new(message) { RecommendedAction = "Add the account and region to the input, or leave the file out. A file with a name and without an ARN is for all of them." },
            });
        }
    }

    private void Add(Request request, string? source)
    {
        if (request is CreateLifecyclePolicyRequest creation)
            AddNamed(creation, source);
        else
            AddUpdate(ParameterSetName is ByRequest or ByFile ? WithParameters((UpdateLifecyclePolicyRequest)request) : (UpdateLifecyclePolicyRequest)request, source);
    }

    private UpdateLifecyclePolicyRequest WithParameters(UpdateLifecyclePolicyRequest input)
    {
        var complete = Complete(input);
        var request = ParametersOver(complete);
        request.DateUpdated = input.DateUpdated ?? complete.DateUpdated;
        return request;
    }

    private void AddUpdate(UpdateLifecyclePolicyRequest request, string? source)
    {
        ThrowIfInvalid(new GetLifecyclePolicyRequest { LifecyclePolicyArn = request.LifecyclePolicyArn });
        var live = ReadLifecyclePolicy(request.LifecyclePolicyArn);
        var readAt = DateUpdated ?? request.DateUpdated;
        if (Merge || ParameterSetName == ByName)
            request = MergedOver(request, live);
        Prepare(request);
        var after = request.ToPolicy();
        after.Name = live.Name;
        if (readAt is not null && readAt != live.DateUpdated && LifecyclePolicyDiff.Compare(live, after).Count > 0)
            WriteWarning($"Policy {live.Name} was updated at {live.DateUpdated:u}, after {source ?? "the input"} was read. The plan replaces it as it is now: look at the differences.");
        Add(new(after, live) { Source = source, ClientToken = ClientToken is null or "" ? null : request.ClientToken, LastApplied = LastAppliedOf(live) });
    }

    private void AddNamed(CreateLifecyclePolicyRequest creation, string? source)
    {
        var input = creation.ToPolicy().ToUpdateRequest();
        input.ClientToken = creation.ClientToken;
        AddNamed(ParametersOver(input), creation.Name!, source, creation.Tags);
    }

    // A name that the account has is an update, and any other a creation.
    private void AddNamed(UpdateLifecyclePolicyRequest request, string name, string? source, TagMap? tags = null)
    {
        try
        {
            request.LifecyclePolicyArn = FindLifecyclePolicyArn(name);
        }
        catch (NameNotFoundException) when (request.PolicyDetails is not null)
        {
            AddCreation(request, name, source, tags ?? Tag);
            return;
        }
        AddUpdate(request, source);
    }

    private void AddCreation(UpdateLifecyclePolicyRequest request, string name, string? source, TagMap? tags)
    {
        var policy = request.ToPolicy();
        (policy.Name, policy.Tags) = (name, tags);
        var creation = policy.ToCreateRequest();
        creation.ClientToken = request.ClientToken;
        Prepare(creation);
        Add(new(creation.ToPolicy(), null) { Source = source, ClientToken = ClientToken is null or "" ? null : creation.ClientToken });
    }

    private void Add(PolicyTarget target)
    {
        var targets = Account.Targets;
        if (targets.Find(other => IsSame(other, target)) is { } first)
        {
            var message = $"Policy {target.After.Name} is planned twice: {first.Source ?? "an input"} and {target.Source ?? "another input"}.";
            Report(new(new InvalidOperationException(message), "PlannedTwice", ErrorCategory.InvalidArgument, target.After)
            {
                ErrorDetails = new(message) { RecommendedAction = "Leave one of them out." },
            });
            return;
        }
        foreach (var unknown in AdditionalMembers.Of(target.After))
            WriteWarning($"The preview does not understand {unknown.Key} of policy {target.After.Name}; the policy may keep or delete other images.");
        targets.Add(target);
    }

    private static bool IsSame(PolicyTarget one, PolicyTarget other) => one.Live?.Arn is { } arn ? arn == other.Live?.Arn : other.Live is null && NameLookup.IsSame(one.After.Name, other.After.Name);

    private LifecyclePolicy? LastAppliedOf(LifecyclePolicy live) => lastApplied.Select(request => request.ToPolicy())
        .FirstOrDefault(policy => policy.Arn is null ? NameLookup.IsSame(policy.Name, live.Name) : policy.Arn == live.Arn);

    private List<(string Path, string Source, Request Request)> ReadFiles(string[]? paths)
    {
        var read = new List<(string, string, Request)>();
        foreach (var path in paths ?? [])
        {
            var current = path;
            try
            {
                foreach (var found in FilePaths.Existing(this, path).SelectMany(Files))
                {
                    current = found;
                    read.Add((path, SourceOf(found), PolicyDocument.ReadNamed(FilePaths.ReadText(found))));
                }
            }
            catch (Exception error) when (error is not PipelineStoppedException)
            {
                Report(FilePaths.Failure(error, current));
            }
        }
        return read;
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).OrderBy(name => name, StringComparer.Ordinal)
        : [path];

    // A plan is read on other machines: a path below the current location is all that they share.
    private string SourceOf(string path)
    {
        var here = SessionState.Path.CurrentFileSystemLocation.ProviderPath.TrimEnd('/', '\\') + System.IO.Path.DirectorySeparatorChar;
        return path.StartsWith(here, StringComparison.Ordinal) ? path.Substring(here.Length).Replace('\\', '/') : System.IO.Path.GetFileName(path);
    }

    private sealed record KnownCaller(CallerIdentity? Caller);
}
