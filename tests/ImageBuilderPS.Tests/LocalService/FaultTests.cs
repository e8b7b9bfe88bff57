using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Tests.LocalService;

public class FaultTests
{
    private readonly LocalServiceHarness core = new();

    public static TheoryData<string> ErrorNames =>
    [
        .. typeof(ImageBuilderException).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ImageBuilderException)))
            .Select(type => type.Name),
    ];

    [Theory]
    [MemberData(nameof(ErrorNames))]
    public void Any_error_of_the_contract_can_be_had(string name)
    {
        core.Raw("POST", $"/_local/fail?operation=ListImages&error={name}&count=2");
        for (var i = 0; i < 2; i++)
        {
            var response = core.Raw("POST", "/ListImages");
            var expected = (ImageBuilderException)Activator.CreateInstance(
                typeof(ImageBuilderException).Assembly.GetType($"ImageBuilderPS.Api.{name}")!, "x")!;
            Assert.Equal((name, expected.StatusCode), (response.Headers["x-amzn-ErrorType"], response.Status));
        }
        Assert.Equal(200, core.Raw("POST", "/ListImages").Status);
    }

    [Theory]
    [InlineData("/_local/fail?operation=Nope&error=ServiceException", 400)]
    [InlineData("/_local/fail?operation=ListImages&error=NopeException", 400)]
    [InlineData("/_local/fail?operation=ListImages&error=NopeException&status=418", 200)]
    [InlineData("/_local/fail?operation=ListImages&error=NopeException&status=599", 200)]
    [InlineData("/_local/fail?operation=ListImages&error=NopeException&status=399", 400)]
    [InlineData("/_local/fail?operation=ListImages&error=NopeException&status=600", 400)]
    [InlineData("/_local/fail?operation=ListImages&error=ServiceException&status=0", 400)]
    [InlineData("/_local/fail?operation=ListImages&error=ServiceException&status=99999", 400)]
    [InlineData("/_local/fail?operation=ListImages&error=a%0D%0Ab:c&status=500", 400)]
    [InlineData("/_local/fail?operation=ListImages&error=&status=500", 400)]
    [InlineData("/_local/fail?operation=ListImages", 400)]
    [InlineData("/_local/accounts?account=1&crossAccountRole=maybe", 400)]
    [InlineData("/_local/quota?distributions=few", 400)]
    [InlineData("/_local/run?policy=nonsense", 400)]
    [InlineData("/_local/run?policy=arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/nope", 404)]
    [InlineData("/_local/run?policy=arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/demo&at=soon", 400)]
    [InlineData("/_local/nope", 404)]
    public void Controls_say_what_they_cannot_do(string target, int status) =>
        Assert.Equal(status, core.Raw("POST", target).Status);

    [Fact]
    public void Failures_are_counted_however_many_they_are()
    {
        Assert.Equal(200, core.Raw("POST", $"/_local/fail?operation=ListImages&error=ClientException&count=0").Status);
        Assert.Equal(200, core.Raw("POST", $"/_local/fail?operation=ListImages&error=ServiceException&count=2").Status);
        Assert.Equal(200, core.Raw("POST", $"/_local/fail?operation=ListImages&error=ServiceUnavailableException&count={int.MaxValue}").Status);
        Assert.Equal([500, 500, 503, 503], Enumerable.Range(0, 4).Select(_ => core.Raw("POST", "/ListImages").Status));
    }

    [Fact]
    public void Regions_beyond_the_thousandth_are_refused()
    {
        var empty = new LocalServiceHarness(new() { Empty = true });
        for (var i = 0; i < 1000; i++)
            empty.Send(new ListImageBuildVersionsRequest(), $"made-up-{i}");
        var error = Assert.Throws<ServiceQuotaExceededException>(() => empty.Send(new ListImageBuildVersionsRequest(), "one-more"));
        Assert.Contains("one-more", error.Message);
        empty.Send(new ListImageBuildVersionsRequest(), "made-up-7");
    }

    [Theory]
    [InlineData(0xC3)]
    [InlineData(0xED)]
    [InlineData(0xFF)]
    public void Images_that_are_no_UTF8_are_refused(byte bad)
    {
        foreach (var body in new[] { """{"name":"?"}""", """{"?":1}""", """[{"tags":{"a":"?"}}]""" })
        {
            var bytes = System.Text.Encoding.ASCII.GetBytes(body).Select(b => b == '?' ? bad : b).ToArray();
            Assert.Equal("SerializationException", LocalServiceHarness.Error(core.Raw("POST", "/_local/images", bytes)).ErrorCode);
        }
    }

    [Theory]
    [InlineData("nonsense", "SerializationException")]
    [InlineData("""[{"name":"no-arn"}]""", "ValidationException")]
    [InlineData("[1]", "SerializationException")]
    public void Images_that_are_none_are_refused(string body, string error) =>
        Assert.Equal(error, LocalServiceHarness.Error(core.Raw("POST", "/_local/images", body)).ErrorCode);

    [Fact]
    public void More_calls_than_the_rate_are_throttled_by_operation()
    {
        var limited = new LocalServiceHarness(new() { Rate = 2 });
        Assert.Equal([200, 200, 429], Enumerable.Range(0, 3).Select(_ => limited.Raw("POST", "/ListImages").Status));
        Assert.Equal(200, limited.Raw("POST", "/ListLifecyclePolicies").Status);
        limited.Pass(0.05);
        Assert.Equal([200, 429], Enumerable.Range(0, 2).Select(_ => limited.Raw("POST", "/ListImages").Status));
    }

    [Fact]
    public void A_throttle_has_the_error_that_the_API_lists_for_the_operation()
    {
        var limited = new LocalServiceHarness(new() { Rate = 1 });
        limited.Distribute();
        limited.Refuses<TooManyRequestsException>(limited.Distribution());
        limited.Send(new ListImagesRequest());
        limited.Refuses<CallRateLimitExceededException>(new ListImagesRequest());
    }

    [Fact]
    public void An_empty_service_has_nothing()
    {
        var empty = new LocalServiceHarness(new() { Empty = true });
        Assert.Empty(empty.Send(new ListImageBuildVersionsRequest()).ImageSummaryList!);
        Assert.Empty(empty.Send(new ListDistributionConfigurationsRequest()).DistributionConfigurationSummaryList!);
        Assert.Empty(empty.Send(new ListLifecyclePoliciesRequest()).LifecyclePolicySummaryList!);
    }
}
