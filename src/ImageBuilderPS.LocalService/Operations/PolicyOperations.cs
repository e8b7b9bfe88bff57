using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Creates, reads, changes and deletes lifecycle policies.</summary>
internal static class PolicyOperations
{
    private static readonly Dictionary<string, Func<LifecyclePolicy, string?>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["name"] = policy => policy.Name,
        ["resourceType"] = policy => policy.ResourceType,
        ["status"] = policy => policy.Status,
        // The names in the service's model of April 2026.
        ["Name"] = policy => policy.Name,
        ["Status"] = policy => policy.Status,
    };

    public static CreateLifecyclePolicyResponse Create(OperationContext context, CreateLifecyclePolicyRequest request)
    {
        var arn = context.State.Arn("lifecycle-policy/" + ResourceNames.Normalize(request.Name!));
        if (context.State.Policies.Find(arn) is not null)
            throw new ResourceAlreadyExistsException($"The lifecycle policy {arn} already exists.");
        DryRun.EndIfRequested(request.DryRun);
        var policy = request.ToPolicy();
        policy.Arn = arn;
        policy.Status ??= LifecyclePolicyStatus.Enabled;
        policy.DateCreated = policy.DateUpdated = context.Now;
        policy.Tags ??= [];
        Add(context, policy);
        return new() { ClientToken = request.ClientToken, LifecyclePolicyArn = arn };
    }

    /// <summary>Stores a new policy. If it is enabled it runs daily, for the first time a day after its creation.</summary>
    public static void Add(OperationContext context, LifecyclePolicy policy)
    {
        context.State.Policies.Put(policy.Arn!, policy);
        context.Schedule(new DailyRun(policy, context.Now));
    }

    public static GetLifecyclePolicyResponse Get(OperationContext context, GetLifecyclePolicyRequest request) =>
        new() { LifecyclePolicy = Require(context, request.LifecyclePolicyArn!) };

    public static ListLifecyclePoliciesResponse List(OperationContext context, ListLifecyclePoliciesRequest request)
    {
        var matches = Filters.Matching(request.Filters, FilterMembers);
        var entries = context.State.Policies.After(ListPages.After(request))
            .Where(entry => matches(entry.Value))
            .Select(entry => new KeyValuePair<string, LifecyclePolicySummary>(entry.Key, Summary(entry.Value)));
        var (items, next) = ListPages.Page(request, entries);
        return new() { LifecyclePolicySummaryList = items, NextToken = next };
    }

    public static UpdateLifecyclePolicyResponse Update(OperationContext context, UpdateLifecyclePolicyRequest request)
    {
        var old = context.State.Policies.Find(request.LifecyclePolicyArn!)
            ?? throw new ClientException(NotFoundText(context, request.LifecyclePolicyArn!));
        if (request.ResourceType != old.ResourceType)
        {
            throw new InvalidRequestException(
                $"The resource type of the lifecycle policy {old.Arn} is {old.ResourceType} and cannot be changed to {request.ResourceType}.");
        }
        if (context.State.Executions.FindRunning(old.Arn!) is not null)
            throw new ResourceInUseException($"The lifecycle policy {old.Arn} has a run in progress. Try again when it has ended.");
        var policy = request.ToPolicy();
        policy.Name = old.Name;
        policy.Status ??= LifecyclePolicyStatus.Enabled;
        policy.DateCreated = old.DateCreated;
        policy.DateUpdated = context.Now;
        policy.DateLastRun = old.DateLastRun;
        policy.Tags = old.Tags;
        context.State.Policies.Put(old.Arn!, policy);
        return new() { LifecyclePolicyArn = old.Arn };
    }

    public static DeleteLifecyclePolicyResponse Delete(OperationContext context, DeleteLifecyclePolicyRequest request)
    {
        var policy = Require(context, request.LifecyclePolicyArn!);
        ExecutionOperations.CancelRun(context, policy.Arn!);
        context.State.Policies.Remove(policy.Arn!);
        context.State.Idempotency.Forget(policy.Arn!);
        return new() { LifecyclePolicyArn = policy.Arn };
    }

    /// <exception cref="ResourceNotFoundException">There is no such policy.</exception>
    public static LifecyclePolicy Require(OperationContext context, string arn) =>
        context.State.Policies.Find(arn) ?? throw new ResourceNotFoundException(NotFoundText(context, arn));

    private static string NotFoundText(OperationContext context, string arn) =>
        $"The lifecycle policy {arn} does not exist in account {context.State.Account} and region {context.State.Region}.";

    private static LifecyclePolicySummary Summary(LifecyclePolicy policy) => new()
    {
        Arn = policy.Arn,
        Name = policy.Name,
        Description = policy.Description,
        Status = policy.Status,
        ExecutionRole = policy.ExecutionRole,
        ResourceType = policy.ResourceType,
        DateCreated = policy.DateCreated,
        DateUpdated = policy.DateUpdated,
        DateLastRun = policy.DateLastRun,
        Tags = policy.Tags,
    };
}
