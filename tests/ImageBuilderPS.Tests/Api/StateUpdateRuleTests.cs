using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Tests.LocalService;

namespace ImageBuilderPS.Tests.Api;

/// <summary>Rules between the members of StartResourceStateUpdate: violations before the call, and the local service's answer.</summary>
public class StateUpdateRuleTests
{
    private const string NoResources = "includeResources: got nothing, expected amis, snapshots or containers with ";
    private const string NoRole = "executionRole: got nothing, expected the name or ARN of an IAM role with includeResources.";
    private static readonly DateTimeOffset Later = new(2026, 6, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, StartResourceStateUpdateRequest> Refused => new()
    {
        { "a role alone", NoResources + "executionRole.", With("DISABLED", role: "role") },
        { "resources alone", NoRole, With("DISABLED", new() { Amis = true }) },
        { "DELETED with a role alone", NoResources + "DELETED.", With("DELETED", role: "role") },
        { "DELETED with resources alone", NoRole, With("DELETED", new() { Amis = true }) },
        { "DELETED with nothing included", NoResources + "DELETED.", With("DELETED", new() { Amis = false }, "role") },
        { "snapshots without AMIs", "includeResources.snapshots: got true, expected amis as well: snapshots are deleted only together with AMIs.", With("DELETED", new() { Snapshots = true }, "role") },
        { "snapshots that are disabled", "includeResources.snapshots: got true, expected snapshots with DELETED only.", With("DISABLED", new() { Amis = true, Snapshots = true }, "role") },
        { "containers that are deprecated", "includeResources.containers: got true, expected containers with DELETED only.", With("DEPRECATED", new() { Containers = true }, "role") },
        { "exclusions without AMIs", "includeResources.amis: got nothing, expected true with exclusionRules: they work where AMIs are included.", With("DELETED", new() { Containers = true }, "role", excludes: true) },
        { "a time for DISABLED", "updateAt: got 2026-06-02 12:00:00Z, expected no time: only DEPRECATED can be scheduled.", With("DISABLED", at: Later) },
        { "a time for DELETED", "updateAt: got 2026-06-02 12:00:00Z, expected no time: only DEPRECATED can be scheduled.", With("DELETED", new() { Amis = true }, "role", at: Later) },
    };

    public static TheoryData<string, StartResourceStateUpdateRequest> Taken => new()
    {
        { "the image resource alone", With("DISABLED") },
        { "a time for DEPRECATED", With("DEPRECATED", at: Later) },
        { "AMIs", With("AVAILABLE", new() { Amis = true }, "role") },
        { "AMIs with exclusions", With("DISABLED", new() { Amis = true }, "role", excludes: true) },
        { "everything of DELETED", With("DELETED", new() { Amis = true, Snapshots = true, Containers = true }, "role", excludes: true) },
        { "containers of DELETED", With("DELETED", new() { Containers = true }, "role") },
        { "nothing included and no role", With("DEPRECATED", new() { Amis = false }) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_AWS_refuses_is_a_violation_and_the_local_services_error(string what, string text, StartResourceStateUpdateRequest request)
    {
        Assert.Equal([(what, text)], ContractValidator.Validate(request).Select(violation => (what, violation.ToString())));
        var error = new LocalServiceHarness().Refuses<InvalidRequestException>(request);
        Assert.Equal((400, text), (error.StatusCode, error.Message));
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public void What_AWS_takes_is_valid_and_starts(string what, StartResourceStateUpdateRequest request)
    {
        Assert.Equal([], ContractValidator.Validate(request).Select(violation => $"{what}: {violation}"));
        Assert.Equal(request.ResourceArn, new LocalServiceHarness().Send(request).ResourceArn);
    }

    [Fact]
    public void A_deletion_of_nothing_by_nobody_lacks_both() => Assert.Equal(
        ["includeResources", "executionRole"],
        ContractValidator.Validate(With("deleted")).Select(violation => violation.Path));

    private static StartResourceStateUpdateRequest With(
        string state, ResourceStateUpdateIncludeResources? include = null, string? role = null, bool excludes = false, DateTimeOffset? at = null) => new()
        {
            ResourceArn = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0/1",
            State = new() { Status = state },
            IncludeResources = include,
            ExecutionRole = role,
            ExclusionRules = excludes ? new() { Amis = new() { IsPublic = true } } : null,
            UpdateAt = at,
            ClientToken = "t",
        };
}
