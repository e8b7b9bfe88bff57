using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService;

namespace ImageBuilderPS.Tests.Aws;

public sealed class LocalServiceTests : ClientTest
{
    [Fact]
    public async Task A_local_service_needs_no_setup()
    {
        using var service = new LocalServiceFactory().Start(new());
        var connection = Connect(new ConnectionSettings { EndpointUrl = service.Url });
        var page = await connection.SendAsync(new ListLifecyclePoliciesRequest(), CancellationToken.None);
        var summary = Assert.Single(page.LifecyclePolicySummaryList!);
        var policy = await connection.SendAsync(
            new GetLifecyclePolicyRequest { LifecyclePolicyArn = summary.Arn }, CancellationToken.None);
        Assert.Equal(summary.Arn, policy.LifecyclePolicy!.Arn);
        Assert.NotNull(policy.RequestId);
    }

    [Fact]
    public async Task A_local_service_with_keys_takes_the_signature()
    {
        using var service = new LocalServiceFactory().Start(new() { AccessKey = AccessKey, SecretKey = SecretKey });
        var settings = new ConnectionSettings { EndpointUrl = service.Url, AccessKey = AccessKey, SecretKey = SecretKey };
        var page = await Connect(settings).SendAsync(new ListLifecyclePoliciesRequest(), CancellationToken.None);
        Assert.NotNull(page.LifecyclePolicySummaryList);
        var error = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => Connect(settings with { SecretKey = "another" })
            .SendAsync(new ListLifecyclePoliciesRequest(), CancellationToken.None));
        Assert.Equal((403, 1), (error.StatusCode, error.Attempts));
    }

    [Fact]
    public async Task The_local_services_errors_come_back_as_their_types()
    {
        using var service = new LocalServiceFactory().Start(new());
        var connection = Connect(new ConnectionSettings { EndpointUrl = service.Url, Region = "eu-west-1" });
        var request = Distribute;
        request.DistributionConfigurationArn = ConfigurationArn.Replace("/demo", "/missing", StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(() => connection.SendAsync(request, CancellationToken.None));
        Assert.Equal(404, error.StatusCode);
    }

    [Fact]
    public async Task The_local_services_throttles_are_throttles_to_the_client_whatever_their_name()
    {
        using var service = new LocalServiceFactory().Start(new() { Rate = 1 });
        var connection = Connect(new ConnectionSettings { EndpointUrl = service.Url, Region = "eu-west-1" });
        Assert.IsType<TooManyRequestsException>(await ThrottleOf(connection, Distribute));
        Assert.IsType<CallRateLimitExceededException>(await ThrottleOf(connection, new ListImagesRequest()));
    }

    private static async Task<ImageBuilderException> ThrottleOf<TResponse>(IImageBuilder connection, Request<TResponse> request)
        where TResponse : Response, new()
    {
        var calls = Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(() => connection.SendAsync(request, CancellationToken.None, retriesThrottles: false)));
        var error = (await Task.WhenAll(calls)).OfType<ImageBuilderException>().First();
        Assert.Equal((true, 1), (error.IsThrottle, error.Attempts));
        return error;
    }
}
