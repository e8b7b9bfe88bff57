using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Control;
using ImageBuilderPS.LocalService.Faults;
using ImageBuilderPS.LocalService.Http;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Signing;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService;

/// <summary>
/// An EC2 Image Builder with the services around it, without transport: it takes a request and returns a response. Safe
/// for many threads.
/// </summary>
internal sealed class LocalImageBuilder : IRequestHandler
{
    private const string DefaultRegion = "us-east-1";
    private const long MaxBodyBytes = 1 << 20;

    private readonly object gate = new();
    private readonly LocalServiceOptions options;
    private readonly TimeProvider clock;
    private readonly RateLimiter rate;
    private readonly SignatureCheck? signature;
    private readonly RoleCredentials roles;
    private readonly ServiceApis apis;
    private readonly ControlRoutes control;
    private readonly StateChanges changes;
    private readonly CommitQueue? commits;
    private readonly CurrentState state;

    /// <param name="options">The settings of the service.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="database">Keeps the state; null keeps it in memory only. The service disposes it.</param>
    /// <exception cref="InvalidDataException">The database has records that cannot be read.</exception>
    public LocalImageBuilder(LocalServiceOptions options, TimeProvider clock, IStateDatabase? database = null)
    {
        this.options = options;
        this.clock = clock;
        rate = new(options.Rate);
        roles = new(options.SecretKey ?? "");
        apis = new(roles, clock);
        signature = options is { AccessKey: { } accessKey, SecretKey: { } secretKey }
            ? new(accessKey, secretKey, roles, [.. apis.All.Select(api => api.Name)])
            : null;
        changes = new(isRecording: database is not null);
        state = new(NewState, changes);
        control = new(apis, state, options.AccountId);
        if (database is null)
            return;
        state.Value.Load(database.Read());
        // What was read need not be written again.
        changes.Take();
        commits = new(database);
    }

    /// <summary>The settings of the service.</summary>
    public LocalServiceOptions Options => options;

    /// <summary>The state. Do not use it while requests are handled.</summary>
    public ServiceState State => state.Value;

    /// <summary>The largest body that a request may have, in bytes. The large ones are only for callers that know the access key.</summary>
    public long MaxBodyBytesOf(string path, IReadOnlyDictionary<string, string> headers) =>
        ControlRoutes.Handles(path) ? MaxBodyBytesOf(path, AuthorizationHeader.Parse(headers)) : MaxBodyBytes;

    /// <summary>
    /// Handles a request; an error becomes an error response. With a database the response comes after the commit of all
    /// changes that it can show.
    /// </summary>
    public Task<ServiceResponse> HandleAsync(ServiceRequest request)
    {
        var requestId = Guid.NewGuid().ToString();
        var authorization = AuthorizationHeader.Parse(request);
        var api = ControlRoutes.Handles(request.Path) ? ServiceApis.ImageBuilder : apis.Find(request, authorization?.Scope);
        return GuardAsync(api, requestId, () =>
        {
            var limit = MaxBodyBytesOf(request.Path, authorization);
            if (request.Body.Length > limit)
                throw ProtocolErrors.TooLarge(limit);
            return ControlRoutes.Handles(request.Path)
                ? HandleControlAsync(request, authorization, requestId)
                : HandleCallAsync(api, request, authorization, requestId);
        });
    }

    /// <summary>Uses the state as a request does: alone, and with a database until the commit of all changes.</summary>
    /// <exception cref="IOException">The changes cannot be saved.</exception>
    public Task<T> UseAsync<T>(Func<CurrentState, T> use) => ChangeAsync(() => use(state));

    /// <summary>Commits what waits, and closes the database.</summary>
    public void Dispose() => commits?.Dispose();

    private long MaxBodyBytesOf(string path, AuthorizationHeader? authorization) =>
        ControlRoutes.Handles(path) && (signature?.HasAccessKey(authorization) ?? true) ? ControlRoutes.MaxBodyBytes : MaxBodyBytes;

    private static async Task<ServiceResponse> GuardAsync(IServiceApi api, string requestId, Func<Task<ServiceResponse>> handle)
    {
        try
        {
            return await handle().ConfigureAwait(false);
        }
        catch (ImageBuilderException error)
        {
            return api.Error(error, requestId).WithRequestId(requestId);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The service must survive every defect of its own, and must not show internals to the caller.
            ErrorLog.Write(error, requestId);
            return api.Error(new ServiceException("An internal error occurred in the local service."), requestId).WithRequestId(requestId);
        }
    }

    private Task<ServiceResponse> HandleControlAsync(ServiceRequest request, AuthorizationHeader? authorization, string requestId)
    {
        if (!ControlRoutes.IsOpen(request.Path))
            signature?.Verify(request, authorization, clock.GetUtcNow());
        return ChangeAsync(() => control.Handle(request).WithRequestId(requestId));
    }

    private Task<ServiceResponse> HandleCallAsync(IServiceApi api, ServiceRequest request, AuthorizationHeader? authorization, string requestId)
    {
        var call = api.Read(request);
        signature?.Verify(request, authorization, clock.GetUtcNow());
        var (account, region) = (AccountOf(authorization?.Scope?.AccessKey), authorization?.Scope?.Region ?? DefaultRegion);
        var fault = state.Value.Settings.Faults.Find(new(call.Operation, region, account, () => RequestSource.Find(request)));
        return fault is null ? AnswerAsync() : FaultEffects.ApplyAsync(fault, () => GuardAsync(api, requestId, AnswerAsync));

        Task<ServiceResponse> AnswerAsync()
        {
            rate.Take(call.Operation, clock.GetUtcNow());
            var answer = call.Prepare();
            var session = roles.FindSession(request.Header(RoleCredentials.TokenHeader));
            return ChangeAsync(() =>
            {
                var context = state.Value.Open(account, region, session?.Account == account ? session : null);
                return answer(context, requestId).WithRequestId(requestId);
            });
        }
    }

    // Also a call that is refused may have changed the state: by the work that was due.
    private async Task<T> ChangeAsync<T>(Func<T> change)
    {
        Task commit;
        var result = default(T);
        ImageBuilderException? refusal = null;
        lock (gate)
        {
            try
            {
                result = change();
            }
            catch (ImageBuilderException error)
            {
                refusal = error;
            }
            commit = commits?.Add(changes.Take()) ?? Task.CompletedTask;
        }
        await commit.ConfigureAwait(false);
        return refusal is null ? result! : throw refusal;
    }

    // Without a configured key, an access key id of twelve digits is the account id: one service can serve several accounts.
    private string AccountOf(string? accessKey) =>
        roles.FindAccount(accessKey) is { } account ? account
        : signature is null && accessKey?.Length == options.AccountId.Length && accessKey.All(c => c is >= '0' and <= '9') ? accessKey
        : options.AccountId;

    private ServiceState NewState(StateChanges recorder) => new(options.Step, clock, recorder, context =>
    {
        if (!options.Empty)
            SampleAccount.Fill(context);
    });
}
