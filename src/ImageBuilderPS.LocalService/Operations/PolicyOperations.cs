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
        // As the service's model of April 2026 has them.
        ["Name"] = policy => policy.Name,
        ["Status"] = policy => policy.Status,
    };

    public static CreateLifecyclePolicyResponse Create(OperationContext call, CreateLifecyclePolicyRequest request)
    {
        var arn = call.State.Arn("lifecycle-policy/" + ResourceNames.Slug(request.Name!));
        if (call.State.Policies.Find(arn) is not null)
            throw new ResourceAlreadyExistsException($"The lifecycle policy {arn} already exists.");
        var policy = request.ToPolicy();
        policy.Arn = arn;
        policy.Status ??= LifecyclePolicyStatus.Enabled;
        policy.DateCreated = policy.DateUpdated = call.Now;
        policy.Tags ??= [];
        call.State.Policies.Put(arn, policy);
        return new() { ClientToken = request.ClientToken, LifecyclePolicyArn = arn };
    }

    public static GetLifecyclePolicyResponse Get(OperationContext call, GetLifecyclePolicyRequest request) =>
        new() { LifecyclePolicy = Existing(call, request.LifecyclePolicyArn!) };

    public static ListLifecyclePoliciesResponse List(OperationContext call, ListLifecyclePoliciesRequest request)
    {
        var matches = Filters.Matching(request.Filters, FilterMembers);
        var entries = call.State.Policies.After(ListPages.After(request))
            .Where(entry => matches(entry.Value))
            .Select(entry => new KeyValuePair<string, LifecyclePolicySummary>(entry.Key, Summary(entry.Value)));
        var (items, next) = ListPages.Page(request, entries);
        return new() { LifecyclePolicySummaryList = items, NextToken = next };
    }

    public static UpdateLifecyclePolicyResponse Update(OperationContext call, UpdateLifecyclePolicyRequest request)
    {
        var old = call.State.Policies.Find(request.LifecyclePolicyArn!)
            ?? throw new ClientException(MissingText(call, request.LifecyclePolicyArn!));
        RefuseWhileRunning(call, old);
        var policy = request.ToPolicy();
        policy.Name = old.Name;
        policy.Status ??= LifecyclePolicyStatus.Enabled;
        policy.DateCreated = old.DateCreated;
        policy.DateUpdated = call.Now;
        policy.DateLastRun = old.DateLastRun;
        policy.Tags = old.Tags;
        call.State.Policies.Put(old.Arn!, policy);
        return new() { LifecyclePolicyArn = old.Arn };
    }

    public static DeleteLifecyclePolicyResponse Delete(OperationContext call, DeleteLifecyclePolicyRequest request)
    {
        var policy = Existing(call, request.LifecyclePolicyArn!);
        RefuseWhileRunning(call, policy);
        call.State.Policies.Remove(policy.Arn!);
        return new() { LifecyclePolicyArn = policy.Arn };
    }

    /// <exception cref="ResourceNotFoundException">There is no such policy.</exception>
    public static LifecyclePolicy Existing(OperationContext call, string arn) =>
        call.State.Policies.Find(arn) ?? throw new ResourceNotFoundException(MissingText(call, arn));

    private static void RefuseWhileRunning(OperationContext call, LifecyclePolicy policy)
    {
        if (call.State.Executions.IsRunning(policy.Arn!))
            throw new ResourceInUseException($"The lifecycle policy {policy.Arn} is being run. Try again when the run has ended.");
    }

    private static string MissingText(OperationContext call, string arn) =>
        $"The lifecycle policy {arn} does not exist in account {call.State.Account} and region {call.State.Region}.";

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
