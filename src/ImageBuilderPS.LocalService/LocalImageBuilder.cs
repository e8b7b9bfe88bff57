using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Control;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Signing;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService;

/// <summary>An EC2 Image Builder without transport: it takes a request and returns a response. Safe for many threads.</summary>
internal sealed class LocalImageBuilder
{
    private const string DefaultRegion = "us-east-1";
    private const long MaxBodyBytes = 1 << 20;

    private readonly ServiceState state;
    private readonly FaultInjector faults = new();
    private readonly LocalServiceOptions options;
    private readonly TimeProvider clock;
    private readonly ServiceSettings settings;
    private readonly RateLimiter rate;
    private readonly SignatureCheck? signature;
    private readonly Router router = OperationTable.Create();
    private readonly ControlRoutes control;

    /// <param name="options">The settings of the service.</param>
    /// <param name="clock">The clock.</param>
    public LocalImageBuilder(LocalServiceOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        settings = new(options.Step);
        rate = new(options.Rate);
        signature = options is { AccessKey: { } accessKey, SecretKey: { } secretKey } ? new(accessKey, secretKey) : null;
        state = new(Fill);
        control = new(settings, faults, router, region => ContextOf(options.AccountId, region));
    }

    /// <summary>The largest request body that a path accepts, in bytes.</summary>
    public static long MaxBodyBytesOf(string path) => ControlRoutes.Handles(path) ? ControlRoutes.MaxBodyBytes : MaxBodyBytes;

    /// <summary>Handles a request; an error becomes an error response.</summary>
    public ServiceResponse Handle(ServiceRequest request)
    {
        var requestId = Guid.NewGuid().ToString();
        try
        {
            if (request.Body.Length > MaxBodyBytesOf(request.Path))
                throw ProtocolErrors.TooLarge(MaxBodyBytesOf(request.Path));
            var response = ControlRoutes.Handles(request.Path) ? HandleControl(request) : HandleOperation(request, requestId);
            return response.WithRequestId(requestId);
        }
        catch (ImageBuilderException error)
        {
            return ServiceResponse.Error(error).WithRequestId(requestId);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The service must survive every defect of its own, and must not show internals to the caller.
            ErrorLog.Write(error, requestId);
            return ServiceResponse.Error(new ServiceException("An internal error occurred in the local service.")).WithRequestId(requestId);
        }
    }

    private ServiceResponse HandleControl(ServiceRequest request)
    {
        signature?.Verify(request, AuthorizationHeader.Parse(request), clock.GetUtcNow());
        lock (state.Gate)
            return control.Handle(request);
    }

    private ServiceResponse HandleOperation(ServiceRequest request, string requestId)
    {
        var now = clock.GetUtcNow();
        var route = router.Find(request.Method, request.Path);
        var authorization = AuthorizationHeader.Parse(request);
        signature?.Verify(request, authorization, now);
        faults.ThrowIfPlanned(route.Operation.Name);
        rate.Take(route.Operation.Name, now);
        var read = RequestReader.Read(route, request);
        var scope = authorization?.Scope;
        lock (state.Gate)
        {
            var context = ContextOf(AccountOf(scope?.AccessKey), scope?.Region ?? DefaultRegion);
            var response = context.State.Idempotency.Answer(route.Operation.Name, read, () => route.Answer(context, read));
            return new(200, ResponseBody.Create(response, route.Operation.RequestIdInBody ? requestId : null));
        }
    }

    // Without a configured key, an access key id of twelve digits is the account id: one service can serve several accounts.
    private string AccountOf(string? accessKey) =>
        signature is null && accessKey?.Length == options.AccountId.Length && accessKey.All(c => c is >= '0' and <= '9')
            ? accessKey
            : options.AccountId;

    private OperationContext ContextOf(string account, string region)
    {
        var now = clock.GetUtcNow();
        var regionState = state.Get(account, region);
        regionState.AdvanceTo(now);
        return new(state, regionState, settings, now);
    }

    private void Fill(RegionState region)
    {
        if (!options.Empty)
            SampleAccount.Fill(region, clock.GetUtcNow());
    }
}
