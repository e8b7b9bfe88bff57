using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Tests.LocalService;

public class StateTests
{
    private const string Web = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void The_clock_moves_forward_by_a_duration_or_to_a_time()
    {
        Assert.Equal(core.Now, Clock("?advance=PT0S"));
        Assert.Equal(core.Now.AddDays(30), Clock("?advance=P30D"));
        Assert.Equal(core.Now.AddDays(30).AddHours(1), Clock("?advance=01:00:00"));
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), Clock("?time=2027-01-01T00:00:00Z"));
    }

    [Theory]
    [InlineData("?time=2026-01-01T00:00:00Z", "time: ")]
    [InlineData("?time=tomorrow", "time: got 'tomorrow'")]
    [InlineData("?advance=-P1D", "advance: got '-P1D'")]
    [InlineData("?advance=30", "advance: got '30'")]
    [InlineData("?advance=P1D&time=2027-01-01T00:00:00Z", "time and advance")]
    [InlineData("?stopped=perhaps", "stopped: got 'perhaps'")]
    [InlineData("?advance=P9999Y", "advance: got 3649635.00:00:00")]
    [InlineData("?time=2100-01-02T00:00:00Z", "time: got 2100-01-02")]
    public void A_clock_cannot_be_set_back_or_to_what_is_no_time(string query, string message)
    {
        var error = Assert.IsType<ValidationException>(LocalServiceHarness.Error(core.Raw("POST", "/_local/clock" + query)));
        Assert.StartsWith(message, error.Message);
        Assert.Equal(core.Now, Clock("?advance=PT0S"));
    }

    [Fact]
    public void An_image_with_null_in_a_list_is_not_added()
    {
        var response = core.Raw("POST", "/_local/images", $$"""{"arn":"{{Web}}9.0.0/1","outputResources":{"amis":[null]} }""");
        Assert.IsType<ValidationException>(LocalServiceHarness.Error(response));
        Assert.IsType<ResourceNotFoundException>(LocalServiceHarness.Error(core.Raw("GET", $"/GetImage?imageBuildVersionArn={Web}9.0.0/1")));
    }

    [Fact]
    public void A_number_that_NET_does_not_have_is_refused_in_a_member_that_the_API_does_not_have()
    {
        var response = core.Raw("PUT", "/CreateLifecyclePolicy", """{"policyDetails":[{"unknown":[1e400]}]}""");
        Assert.Equal("SerializationException", LocalServiceHarness.Error(response).ErrorCode);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_service_does_not_start_at_a_time_near_the_ends_of_the_calendar(string time)
    {
        Assert.IsType<ValidationException>(LocalServiceHarness.Error(core.Raw("POST", "/_local/reset?time=" + time)));
        Assert.Equal(core.Now, Clock("?advance=PT0S"));
    }

    [Fact]
    public void A_stopped_clock_stands_until_it_runs_again()
    {
        var at = Clock("?stopped=true");
        core.Pass(5);
        Assert.Equal(at, Clock("?advance=PT0S"));
        Assert.Equal(at.AddHours(1), Clock("?advance=PT1H"));
        Clock("?stopped=false");
        core.Pass(1);
        Assert.Equal(at.AddHours(1) + LocalServiceHarness.Step, Clock("?advance=PT0S"));
    }

    [Fact]
    public void An_enabled_policy_runs_once_a_day()
    {
        core.Send(new ListImagesRequest());
        Clock("?advance=P2D");
        var runs = core.Send(new ListLifecycleExecutionsRequest { ResourceArn = LocalServiceHarness.Policy }).LifecycleExecutions!;
        Assert.Equal([core.Now.AddDays(2), core.Now.AddDays(1)], runs.Select(run => run.StartTime!.Value));
        core.Pass(1);
        Assert.Equal("DEPRECATED", core.Status(Web + "1.1.0/2"));
        core.Refuses<ResourceNotFoundException>(new GetImageRequest { ImageBuildVersionArn = Web + "1.0.0/1" });
    }

    [Fact]
    public void A_disabled_or_deleted_policy_does_not_run()
    {
        var policy = core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy }).LifecyclePolicy!;
        core.Send(new UpdateLifecyclePolicyRequest
        {
            LifecyclePolicyArn = policy.Arn,
            Status = "DISABLED",
            ExecutionRole = policy.ExecutionRole,
            ResourceType = policy.ResourceType,
            PolicyDetails = policy.PolicyDetails,
            ResourceSelection = policy.ResourceSelection,
            ClientToken = core.Token(),
        });
        Clock("?advance=P3D");
        Assert.Empty(core.Send(new ListLifecycleExecutionsRequest { ResourceArn = LocalServiceHarness.Policy }).LifecycleExecutions!);
        core.Send(new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy });
        Clock("?advance=P3D");
        Assert.Equal("AVAILABLE", core.Status(Web + "1.0.0/1"));
    }

    [Fact]
    public void A_scheduled_deprecation_comes_due_by_the_clock()
    {
        core.Send(new StartResourceStateUpdateRequest
        {
            ResourceArn = Web + "2.0.0/2",
            State = new() { Status = "DEPRECATED" },
            UpdateAt = core.Now.AddHours(5),
            ClientToken = core.Token(),
        });
        Clock("?advance=PT4H");
        Assert.Equal("AVAILABLE", core.Status(Web + "2.0.0/2"));
        Clock("?advance=PT2H");
        Assert.Equal("DEPRECATED", core.Status(Web + "2.0.0/2"));
    }

    [Fact]
    public void A_reset_brings_back_the_sample_account_also_at_another_time()
    {
        var arn = core.Distribute();
        Clock("?advance=P100D");
        Assert.Equal(200, core.Raw("POST", "/_local/reset?time=2020-02-02T00:00:00Z").Status);
        core.Refuses<ResourceNotFoundException>(new GetImageRequest { ImageBuildVersionArn = arn });
        Assert.Equal(new DateTimeOffset(2020, 1, 31, 0, 0, 0, TimeSpan.Zero), core.Image(Web + "2.0.0/2").DateCreated);
        Assert.EndsWith("/1", core.Distribute());
    }

    [Fact]
    public void A_saved_state_goes_on_in_another_service()
    {
        var (running, failed) = (core.Distribute(), core.Distribute(configuration: core.Configure("partly", ("eu-west-1", ["999999990000"]))));
        core.Pass(1.5);
        core.Raw("POST", "/_local/run?policy=" + LocalServiceHarness.Policy);
        core.Pass(0.4);
        var saved = core.Raw("GET", "/_local/state").Body;

        var other = new LocalServiceHarness();
        Assert.Equal(200, other.Raw("PUT", "/_local/state", saved).Status);
        other.Pass(1.9);
        Assert.Equal(Encoding.UTF8.GetString(saved), Encoding.UTF8.GetString(other.Raw("GET", "/_local/state").Body));
        foreach (var service in new[] { core, other })
        {
            service.Pass(2);
            Assert.Equal(("AVAILABLE", "FAILED", "DEPRECATED"), (service.Status(running), service.Status(failed), service.Status(Web + "1.1.0/2")));
        }
        Assert.Equal(
            Encoding.UTF8.GetString(core.Raw("GET", "/_local/state").Body),
            Encoding.UTF8.GetString(other.Raw("GET", "/_local/state").Body));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"records":[]}""")]
    [InlineData("""{"version":1,"records":[{"account":"","region":"","kind":"unknown","key":"","value":{}}]}""")]
    [InlineData("""{"version":1,"records":[{"account":"123456789012","region":"us-east-1","kind":"image","key":"k","value":5}]}""")]
    public void What_is_no_state_is_refused_and_changes_nothing(string body)
    {
        var arn = core.Distribute();
        var error = Assert.IsType<ValidationException>(LocalServiceHarness.Error(core.Raw("PUT", "/_local/state", body)));
        Assert.StartsWith("The body is not a state", error.Message);
        Assert.Equal("PENDING", core.Status(arn));
    }

    private DateTimeOffset Clock(string query)
    {
        var response = core.Raw("POST", "/_local/clock" + query);
        Assert.Equal(200, response.Status);
        using var json = JsonDocument.Parse(response.Body);
        return json.RootElement.GetProperty("time").GetDateTimeOffset();
    }
}
