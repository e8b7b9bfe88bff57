using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>A local service without HTTP, at a time that the test sets.</summary>
internal sealed class LocalServiceHarness : IDisposable
{
    public const string Account = "123456789012";
    public const string Configuration = "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo";
    public const string Policy = "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/demo";
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider clock = new(new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly LocalImageBuilder service;
    private int tokens;

    public LocalServiceHarness(LocalServiceOptions? options = null, IStateDatabase? database = null) =>
        service = new((options ?? new()) with { Step = Step }, clock, database);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The state, after all work that is due.</summary>
    public ServiceState State
    {
        get
        {
            service.State.AdvanceTo(service.State.Clock.Now);
            return service.State;
        }
    }

    public void Dispose() => service.Dispose();

    public void Pass(double steps) => clock.Advance(TimeSpan.FromTicks((long)(Step.Ticks * steps)));

    public string Token() => $"token-{++tokens}";

    public TResponse Send<TResponse>(Request<TResponse> request, string? region = null, string accessKey = "AKIDEXAMPLE")
        where TResponse : Response
    {
        var response = Handle(Wire(request, region, accessKey));
        if (response.Status != 200)
            throw Error(response);
        return ContractJson.FromBytes<TResponse>(response.Body);
    }

    public TError Refuses<TError>(Request request)
        where TError : ImageBuilderException => Assert.IsType<TError>(Error(Handle(Wire(request, null, "AKIDEXAMPLE"))));

    public ServiceResponse Raw(string method, string target, string body = "", Dictionary<string, string>? headers = null) =>
        Raw(method, target, Encoding.UTF8.GetBytes(body), headers);

    public ServiceResponse Raw(string method, string target, byte[] body, Dictionary<string, string>? headers = null)
    {
        var (path, query) = ImageBuilderPS.LocalService.Http.RawUrl.Split(target);
        return Handle(new(method, path, query, headers ?? [], body));
    }

    private ServiceResponse Handle(ServiceRequest request) => service.HandleAsync(request).GetAwaiter().GetResult();

    public DistributeImageRequest Distribution(string source = "ami-0123456789abcdef0", string configuration = Configuration, TagMap? tags = null) => new()
    {
        SourceImage = source,
        DistributionConfigurationArn = configuration,
        ExecutionRole = "role",
        ClientToken = Token(),
        Tags = tags,
    };

    public string Distribute(TagMap? tags = null, string configuration = Configuration) =>
        Send(Distribution(tags: tags, configuration: configuration)).ImageBuildVersionArn!;

    public Image Image(string arn) => Send(new GetImageRequest { ImageBuildVersionArn = arn }).Image!;

    public string? Status(string arn) => Image(arn).State?.Status;

    public string Configure(string name, params (string Region, string[]? Accounts)[] targets) =>
        Send(new CreateDistributionConfigurationRequest
        {
            Name = name,
            ClientToken = Token(),
            Distributions =
            [
                .. targets.Select(target => new Distribution
                {
                    Region = target.Region,
                    AmiDistributionConfiguration = new() { TargetAccountIds = target.Accounts },
                }),
            ],
        }).DistributionConfigurationArn!;

    public static ImageBuilderException Error(ServiceResponse response)
    {
        using var json = JsonDocument.Parse(response.Body);
        return ImageBuilderException.Create(
            response.Headers["x-amzn-ErrorType"], json.RootElement.GetProperty("message").GetString()!, response.Status);
    }

    private static ServiceRequest Wire(Request request, string? region, string accessKey)
    {
        var operation = OperationAttribute.Of(request.GetType());
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (region is not null)
            headers["Authorization"] = $"AWS4-HMAC-SHA256 Credential={accessKey}/20260601/{region}/imagebuilder/aws4_request, SignedHeaders=host, Signature=0";
        var query = !operation.IsQuery ? [] : ContractMember.Of(request.GetType())
            .Where(member => !member.IsInPath)
            .SelectMany(member => Values(member.Property.GetValue(request)).Select(value => new KeyValuePair<string, string>(member.JsonName, value)))
            .ToList();
        return new(operation.Method, operation.PathOf(request), query, headers, operation.IsQuery ? [] : ContractJson.ToBytes(request));
    }

    private static string[] Values(object? value) => value is null ? [] : value as string[] ?? [(string)value];
}
