using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Aws;
using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>What every test of the client has: a clean environment, and a request to send.</summary>
[Collection(AwsCollection.Name)]
public abstract class ClientTest : IDisposable
{
    protected const string AccessKey = "AKIDEXAMPLE";
    protected const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    protected const string ConfigurationArn = "arn:aws:imagebuilder:eu-west-1:123456789012:distribution-configuration/demo";
    protected const string PolicyArn = "arn:aws:imagebuilder:eu-west-1:123456789012:lifecycle-policy/demo";

    protected AwsEnvironment Environment { get; } = new();

    protected static DistributeImageRequest Distribute => new()
    {
        SourceImage = "ami-0123456789abcdef0",
        DistributionConfigurationArn = ConfigurationArn,
        ExecutionRole = "MyRole",
        ClientToken = "token-1",
    };

    public void Dispose()
    {
        Environment.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static IImageBuilder Connect(ConnectionSettings settings) => new AwsImageBuilderFactory().Connect(settings);

    protected static IImageBuilder Connect(StubEndpoint endpoint) => Connect(SettingsFor(endpoint));

    protected static ConnectionSettings SettingsFor(StubEndpoint endpoint) => new()
    {
        EndpointUrl = endpoint.Url,
        Region = "eu-west-1",
        AccessKey = AccessKey,
        SecretKey = SecretKey,
    };

    protected static Task<TResponse> Send<TResponse>(StubEndpoint endpoint, Request<TResponse> request)
        where TResponse : Response, new() => Connect(endpoint).SendAsync(request, CancellationToken.None);

    protected static Task<T> Fails<T>(StubEndpoint endpoint, Request<DistributeImageResponse>? request = null)
        where T : Exception => Assert.ThrowsAnyAsync<T>(() => Send(endpoint, request ?? Distribute));
}
