using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>
/// Brings an image back to available with its AMIs, and what the Recycle Bin still holds, with the tags, the launch
/// permissions and the protection that facts know. It can be run again: what is done already is not done twice.
/// </summary>
/// <remarks>
/// Sources: API page StartResourceStateUpdate; EC2's API reference, DisableImage and RestoreImageFromRecycleBin; user guide
/// of the Recycle Bin.
/// </remarks>
/// <param name="service">Image Builder.</param>
/// <param name="ec2">Connects to EC2 for reads.</param>
/// <param name="changes">Connects to EC2 for changes.</param>
/// <param name="settings">The connection to Image Builder, whose credentials are used.</param>
/// <param name="options">What was known before, and the roles.</param>
/// <param name="clock">The clock; the system's when left out.</param>
public sealed class ImageRestorer(
    IImageBuilder service, IEc2Factory ec2, IEc2ChangesFactory changes, ConnectionSettings settings, RestoreOptions options, TimeProvider? clock = null)
{
    private readonly RestorePlanner planner = new(service, new(ec2, changes, settings, options.RoleName, clock ?? TimeProvider.System), options);
    private readonly ExecutionWaiter waiter = new(service, options.MaxWait, clock ?? TimeProvider.System);

    /// <summary>The request that makes an image available: with its AMIs, if there is a role for that.</summary>
    /// <param name="imageArn">The image.</param>
    /// <param name="executionRole">The role; null for none.</param>
    public static StartResourceStateUpdateRequest CreateUpdate(string? imageArn, string? executionRole) => new()
    {
        ResourceArn = imageArn,
        State = new() { Status = ResourceStatus.Available },
        ExecutionRole = executionRole,
        IncludeResources = executionRole is null ? null : new() { Amis = true },
        ClientToken = Guid.NewGuid().ToString(),
    };

    /// <summary>Finds out what comes back and what does not.</summary>
    /// <param name="imageArn">The image.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <exception cref="RequestFailedException">The image cannot be read, although there may be one.</exception>
    public Task<RestorePlan> PlanAsync(string imageArn, CancellationToken cancellationToken) => planner.PlanAsync(imageArn, cancellationToken);

    /// <summary>Carries a plan out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends it, and leaves the rest undone.</param>
    /// <returns>The image, and each AMI with its snapshots.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<IReadOnlyList<RestoredResource>> CarryOutAsync(RestorePlan plan, CancellationToken cancellationToken)
    {
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        var image = plan.UpdatesImage
            ? await UpdateImageAsync(plan, failures, cancellationToken).ConfigureAwait(false)
            : Row(plan, plan.ImageOutcome, plan.ImageReason);
        var steps = new RestoreSteps(plan, failures, cancellationToken);
        // AMIs may share a snapshot within an account and region: there it is one after the other.
        var groups = await Task.WhenAll(plan.Amis.GroupBy(ami => (ami.Region, ami.AccountId)).Select(RestoreAsync)).ConfigureAwait(false);
        return [image, .. groups.SelectMany(rows => rows)];

        async Task<List<RestoredResource>> RestoreAsync(IEnumerable<PlannedAmi> amis)
        {
            var rows = new List<RestoredResource>();
            foreach (var ami in amis)
                rows.AddRange(await steps.RestoreAsync(ami).ConfigureAwait(false));
            return rows;
        }
    }

    private async Task<RestoredResource> UpdateImageAsync(RestorePlan plan, Dictionary<string, string> failures, CancellationToken cancellation)
    {
        try
        {
            var request = CreateUpdate(plan.ImageArn, plan.UpdatesAmis ? options.ExecutionRole : null);
            var id = (await service.SendAsync(request, cancellation).ConfigureAwait(false)).LifecycleExecutionId;
            if (id is null)
                return Row(plan, RestoreOutcome.Restored, null);
            var execution = await waiter.WaitAsync(id, cancellation).ConfigureAwait(false);
            if (execution is null)
                return Failed($"{id} has not ended in {options.MaxWait.TotalMinutes:0} minutes. When Get-IBLifecycleExecution says that it has, restore again.");
            if (execution.State!.Status.EqualsIgnoreCase(LifecycleExecutionStatus.Success))
                return Row(plan, RestoreOutcome.Restored, null);
            await AddFailuresAsync(id, plan.ImageArn, failures, cancellation).ConfigureAwait(false);
            return Failed($"{id} is {execution.State}.");
        }
        catch (Exception error) when (RestoreSteps.IsFailure(error, cancellation))
        {
            return Failed(RestoreSteps.Describe(error));
        }

        RestoredResource Failed(string reason)
        {
            foreach (var ami in plan.Amis.Where(ami => !failures.ContainsKey(ami.Id) && (ami.IsDisabled || ami.Problem is not null)))
                failures[ami.Id] = reason;
            return Row(plan, RestoreOutcome.Failed, reason);
        }
    }

    private async Task AddFailuresAsync(string id, string imageArn, Dictionary<string, string> failures, CancellationToken cancellation)
    {
        string? nextToken = null;
        do
        {
            var request = new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = id, ParentResourceId = imageArn, NextToken = nextToken };
            var page = await service.SendAsync(request, cancellation).ConfigureAwait(false);
            foreach (var resource in page.Resources ?? [])
            {
                if (resource is { ResourceId: { } ami, State: { Reason: { } reason } state } && !state.Status.EqualsIgnoreCase(LifecycleExecutionResourceStatus.Success))
                    failures[ami] = reason;
            }
            nextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(nextToken));
    }

    private static RestoredResource Row(RestorePlan plan, string outcome, string? reason)
    {
        var arn = Arn.Parse(plan.ImageArn);
        return new(plan.ImageArn, "Image", plan.ImageArn, arn?.Region, arn?.AccountId, outcome, reason);
    }
}
