using System.Net.Http.Json;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>What the process that started a local service does with it, beside what callers do over HTTP.</summary>
public sealed class OwnServiceTests : IDisposable
{
    private readonly ILocalService service = Start();
    private readonly HttpClient client;

    public OwnServiceTests() => client = new() { BaseAddress = service.Url };

    public void Dispose()
    {
        client.Dispose();
        service.Dispose();
    }

    [Fact]
    public void Its_status_has_the_url_the_time_and_the_settings()
    {
        using var slow = new LocalServiceFactory().Start(new()
        {
            AccountId = "111122223333", Step = TimeSpan.FromSeconds(2), Rate = 7, Latency = TimeSpan.FromMilliseconds(30),
        });
        var status = slow.Status;
        Assert.Equal(
            (slow.Url, "111122223333", "Running", 2000d, 7, 30d),
            (status.Url, status.AccountId, status.Clock, status.StepMilliseconds, status.Rate, status.LatencyMilliseconds));
        Assert.Equal(DateTimeOffset.UtcNow, status.Time, TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, status.Time.Offset);
    }

    [Fact]
    public async Task Its_clock_stops_and_moves_and_what_is_due_is_done()
    {
        await Call("/ListImages", new { });
        service.SetClock(null, null, isStopped: true);
        var at = service.Status.Time;
        service.SetClock(null, TimeSpan.FromDays(2), null);
        Assert.Equal((at.AddDays(2), "Stopped"), (service.Status.Time, service.Status.Clock));
        Assert.Equal(at.AddDays(2), await Clock());
        var runs = await Call("/ListLifecycleExecutions", new { resourceArn = LocalServiceHarness.Policy });
        Assert.Equal(2, runs.GetProperty("lifecycleExecutions").GetArrayLength());

        service.SetClock(at.AddDays(3).ToOffset(TimeSpan.FromHours(2)), null, null);
        Assert.Equal((at.AddDays(3), TimeSpan.Zero), (service.Status.Time, service.Status.Time.Offset));
        service.SetClock(null, null, isStopped: false);
        Assert.Equal("Running", service.Status.Clock);
    }

    [Fact]
    public void Its_clock_takes_no_time_that_is_past_or_too_far_away()
    {
        service.SetClock(null, null, isStopped: true);
        var at = service.Status.Time;
        Assert.Contains("or later", Assert.Throws<ValidationException>(() => service.SetClock(at.AddTicks(-1), null, false)).Message);
        Assert.StartsWith("time: got", Assert.Throws<ValidationException>(() => service.SetClock(DateTimeOffset.MaxValue, null, false)).Message);
        Assert.StartsWith("advance: got", Assert.Throws<ValidationException>(() => service.SetClock(null, TimeSpan.MaxValue, false)).Message);
        Assert.StartsWith("time: got", Assert.Throws<ValidationException>(() => service.Reset(DateTimeOffset.MinValue)).Message);
        Assert.StartsWith("time and advance", Assert.Throws<ValidationException>(() => service.SetClock(at, TimeSpan.Zero, false)).Message);
        Assert.Equal((at, "Stopped"), (service.Status.Time, service.Status.Clock));
    }

    [Fact]
    public async Task It_starts_again_at_another_time()
    {
        await Call("/DeleteLifecyclePolicy?lifecyclePolicyArn=" + LocalServiceHarness.Policy, null);
        service.SetClock(null, TimeSpan.FromDays(100), isStopped: true);
        var start = new DateTimeOffset(2020, 2, 2, 0, 0, 0, TimeSpan.Zero);
        service.Reset(start);
        Assert.Equal(start, service.Status.Time, TimeSpan.FromMinutes(1));
        Assert.Equal("Running", service.Status.Clock);
        Assert.Equal(1, (await Call("/ListLifecyclePolicies", new { })).GetProperty("lifecyclePolicySummaryList").GetArrayLength());
        service.Reset(null);
        Assert.Equal(DateTimeOffset.UtcNow, service.Status.Time, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_saved_state_goes_on_in_another_service()
    {
        await Call("/ListImages", new { });
        service.SetClock(new(DateTime.UtcNow.Date.AddDays(3), TimeSpan.Zero), null, isStopped: true);
        var saved = service.Save();
        Assert.Equal(saved, await client.GetStringAsync("/_local/state"));

        using var other = Start();
        other.Load(saved);
        Assert.Equal((service.Status.Time, "Stopped"), (other.Status.Time, other.Status.Clock));
        Assert.Equal(saved, other.Save());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":2,"records":[]}""")]
    [InlineData("""{"version":1,"records":[{"account":"","region":"","kind":"unknown","key":"","value":{}}]}""")]
    public async Task What_is_no_state_changes_nothing(string text)
    {
        await Call("/ListImages", new { });
        service.SetClock(null, null, isStopped: true);
        var before = service.Save();
        Assert.Throws<InvalidDataException>(() => service.Load(text));
        Assert.Equal(before, service.Save());
    }

    private static ILocalService Start() => new LocalServiceFactory().Start(new() { Step = TimeSpan.Zero });

    private async Task<JsonElement> Call(string path, object? body)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Delete : HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        using var response = (await client.SendAsync(request)).EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<DateTimeOffset> Clock() =>
        (await client.GetFromJsonAsync<JsonElement>("/_local/clock")).GetProperty("time").GetDateTimeOffset();
}
