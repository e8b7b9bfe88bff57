using System.Text.Json;
using ImageBuilderPS.LocalService.Faults;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.Tests.LocalService;

public class DistributionFaultTests
{
    private const string Source = "ami-0123456789abcdef0";
    private const string Caller = "123456789012";
    private readonly FaultRules rules = new();

    [Theory]
    [InlineData(FaultCause.Kms, "DISTRIBUTING", null, "KMS key")]
    [InlineData(FaultCause.Quota, "DISTRIBUTING", null, "quota")]
    [InlineData(FaultCause.RegionNotEnabled, "DISTRIBUTING", null, "not enabled")]
    [InlineData(FaultCause.CrossAccountRole, "DISTRIBUTING", null, "111122223333:role/EC2ImageBuilderDistributionCrossAccountRole")]
    [InlineData(FaultCause.LaunchTemplate, "INTEGRATING", "UPDATE_LAUNCH_TEMPLATES", "launch template")]
    [InlineData(FaultCause.Test, "TESTING", null, "exit status 1")]
    public void A_cause_has_its_phase_its_step_and_its_message(string cause, string phase, string? step, string message)
    {
        rules.Add([new() { Cause = cause }]);
        var fault = Find()!;
        Assert.Equal((phase, step), (fault.Phase, fault.Step));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TESTING", null)]
    [InlineData("DISTRIBUTING", null)]
    [InlineData("INTEGRATING", "UPDATE_LAUNCH_TEMPLATES")]
    public void A_phase_without_a_cause_is_an_internal_error(string phase, string? step)
    {
        rules.Add([new() { Phase = phase }]);
        var fault = Find()!;
        Assert.Equal((phase, step), (fault.Phase, fault.Step));
        Assert.Contains("internal error", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cause_that_a_rule_can_have_has_a_phase() => Assert.All(
        typeof(FaultCause).GetFields().Select(field => (string)field.GetRawConstantValue()!),
        cause => Assert.NotNull(DistributionFaults.PhaseOf(cause)));

    [Fact]
    public void A_rule_selects_by_source_target_region_and_target_account()
    {
        rules.Add([new() { Cause = FaultCause.Kms, Source = "ami-0*", Region = "eu-*", Account = "111122223333" }]);
        Assert.NotNull(Find());
        Assert.Null(Find(source: "ami-1123456789abcdef0"));
        Assert.Null(Find(region: "us-east-1"));
        Assert.Null(Find(account: Caller));
    }

    [Fact]
    public void A_message_of_the_rule_replaces_that_of_the_cause()
    {
        rules.Add([new() { Cause = FaultCause.Quota, Message = "No more." }]);
        Assert.Equal("No more.", Find()!.Message);
    }

    [Fact]
    public void Rules_for_calls_and_rules_for_distributions_do_not_mix()
    {
        rules.Add([new() { Error = "ServiceException" }]);
        Assert.Null(Find());
        rules.Remove(null);
        rules.Add([new() { Phase = FaultPhase.Testing }]);
        Assert.Null(rules.Find(new("DistributeImage", "us-east-1", Caller, () => Source)));
    }

    [Fact]
    public void A_share_and_a_count_are_counted_by_target()
    {
        rules.Add([new() { Cause = FaultCause.Kms, Share = 0.5, Seed = 3, Count = 4 }]);
        Assert.Equal(4, Enumerable.Range(0, 100).Count(_ => Find() is not null));
    }

    [Fact]
    public void A_fault_is_plain_data()
    {
        rules.Add([new() { Cause = FaultCause.LaunchTemplate }]);
        var fault = Find();
        Assert.Equal(fault, JsonSerializer.Deserialize<TargetFailure>(JsonSerializer.Serialize(fault)));
    }

    [Theory]
    [InlineData("""{"cause":"bad"}""", "cause")]
    [InlineData("""{"phase":"BUILDING"}""", "phase")]
    [InlineData("""{"cause":"kms","phase":"TESTING"}""", "phase: got 'TESTING', expected DISTRIBUTING")]
    [InlineData("""{"cause":"kms","operation":"DistributeImage"}""", "operation")]
    [InlineData("""{"cause":"kms","error":"ServiceException"}""", "exactly one of")]
    [InlineData("""{"cause":"kms","status":500}""", "status")]
    public void A_rule_that_is_none_is_refused_with_the_name_of_the_member(string body, string expected) => Assert.Contains(
        expected, LocalServiceHarness.Error(new LocalServiceHarness().Raw("POST", "/_local/faults", body)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"cause":"kms","phase":"DISTRIBUTING","message":"x"}""")]
    [InlineData("""{"cause":"KMS","phase":"distributing"}""")]
    public void A_rule_may_have_a_cause_and_its_phase(string body) =>
        Assert.Equal(200, new LocalServiceHarness().Raw("POST", "/_local/faults", body).Status);

    private TargetFailure? Find(string source = Source, string region = "eu-west-1", string account = "111122223333") =>
        DistributionFaults.Find(rules, source, Caller, region, account);
}
