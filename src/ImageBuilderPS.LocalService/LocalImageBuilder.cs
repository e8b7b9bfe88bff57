using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Control;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Signing;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService;

/// <summary>An EC2 Image Builder, free of any transport: a request in, a response out. Safe for many threads.</summary>
internal sealed class LocalImageBuilder
{
    private const string DefaultRegion = "us-east-1";
    private const long LargestBody = 1 << 20;
    private const int MostStates = 1000;

    private readonly ConcurrentDictionary<(string Account, string Region), Lazy<RegionState>> regions = new();
    private readonly FailurePlan failures = new();
    private readonly LocalServiceOptions options;
    private readonly TimeProvider clock;
    private readonly ServiceSettings settings;
    private readonly RateLimiter rate;
    private readonly SignatureCheck? signature;
    private readonly Router router = OperationTable.New();
    private readonly ControlRoutes control;

    /// <param name="options">How it behaves.</param>
    /// <param name="clock">The clock.</param>
    public LocalImageBuilder(LocalServiceOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        settings = new(options.Step);
        rate = new(options.Rate);
        signature = options is { AccessKey: { } accessKey, SecretKey: { } secretKey } ? new(accessKey, secretKey) : null;
        control = new(settings, failures, router, region => StateOf(options.AccountId, region), clock);
    }

    /// <summary>The largest body, in bytes, that a path takes.</summary>
    public static long LargestBodyOf(string path) => ControlRoutes.Owns(path) ? ControlRoutes.LargestBody : LargestBody;

    /// <summary>Answers a request, whatever it is.</summary>
    public ServiceResponse Handle(ServiceRequest request)
    {
        var requestId = Guid.NewGuid().ToString();
        try
        {
            if (request.Body.Length > LargestBodyOf(request.Path))
                throw ProtocolErrors.TooLarge(LargestBodyOf(request.Path));
            var response = ControlRoutes.Owns(request.Path) ? Control(request) : Answer(request, requestId);
            return response.WithRequestId(requestId);
        }
        catch (ImageBuilderException error)
        {
            return ServiceResponse.Error(error).WithRequestId(requestId);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever goes wrong in here, the service lives on and shows no inner workings.
            Trace.Write(error, requestId);
            return ServiceResponse.Error(new ServiceException("An internal error occurred in the local service.")).WithRequestId(requestId);
        }
    }

    private ServiceResponse Control(ServiceRequest request)
    {
        signature?.Verify(request, clock.GetUtcNow());
        return control.Handle(request);
    }

    private ServiceResponse Answer(ServiceRequest request, string requestId)
    {
        var now = clock.GetUtcNow();
        var route = router.Find(request.Method, request.Path);
        signature?.Verify(request, now);
        failures.Throw(route.Operation.Name);
        rate.Take(route.Operation.Name, now);
        var read = RequestReader.Read(route, request);
        var state = StateOf(AuthorizationHeader.Of(request)?.Scope);
        lock (state.Gate)
        {
            state.AdvanceTo(now);
            var call = new OperationContext(state, settings, now);
            var response = state.Idempotency.Answer(route.Operation.Name, read, () => route.Answer(call, read));
            return new(200, ResponseBody.Create(response, route.Operation.RequestIdInBody ? requestId : null));
        }
    }

    private RegionState StateOf(CredentialScope? scope) =>
        StateOf(AccountOf(scope?.AccessKey), scope?.Region ?? DefaultRegion);

    // Where any key is taken, a key id of twelve digits names the account, so that one service can play several.
    private string AccountOf(string? accessKey) =>
        signature is null && accessKey?.Length == options.AccountId.Length && accessKey.All(c => c is >= '0' and <= '9')
            ? accessKey
            : options.AccountId;

    /// <exception cref="ServiceQuotaExceededException">There are too many already; none is ever given up.</exception>
    private RegionState StateOf(string account, string region)
    {
        if (regions.Count >= MostStates && !regions.ContainsKey((account, region)))
        {
            throw new ServiceQuotaExceededException(
                $"The local service keeps {MostStates} regions of accounts, and has them; {region} of {account} would be one more. Start it again to begin anew.");
        }
        return regions.GetOrAdd((account, region), key => new(() => NewState(key.Account, key.Region))).Value;
    }

    private RegionState NewState(string account, string region)
    {
        var state = new RegionState(account, region);
        if (!options.Empty)
            SampleAccount.Fill(state, clock.GetUtcNow());
        return state;
    }
}
