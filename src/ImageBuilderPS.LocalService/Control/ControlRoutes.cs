using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Paths that AWS does not have. They set up states that a real account reaches by itself.</summary>
internal sealed class ControlRoutes(FaultInjector faults, Router router, CurrentState state, string account)
{
    /// <summary>The largest request body in bytes: enough for all images of an account.</summary>
    public const long MaxBodyBytes = 256L << 20;

    private const string Prefix = "/_local/";

    /// <summary>Whether a path is a control path.</summary>
    public static bool Handles(string path) => path.StartsWith(Prefix, StringComparison.Ordinal);

    public ServiceResponse Handle(ServiceRequest request)
    {
        var routes = RoutesOf(request.Path.Substring(Prefix.Length));
        if (routes.Count == 0)
            throw ProtocolErrors.UnknownOperation(request.Path);
        return routes.TryGetValue(request.Method, out var answer)
            ? answer(request)
            : throw ProtocolErrors.MethodNotAllowed(request.Method, request.Path, string.Join(" or ", routes.Keys));
    }

    private Dictionary<string, Func<ServiceRequest, ServiceResponse>> RoutesOf(string path) => path switch
    {
        "accounts" => new() { ["POST"] = SetAccount },
        "clock" => new() { ["GET"] = _ => StateRoutes.Clock(state.Value), ["POST"] = request => StateRoutes.SetClock(request, state.Value) },
        "fail" => new() { ["POST"] = PlanFailures },
        "images" => new() { ["POST"] = request => Json(BulkImages.Add(request, Open)) },
        "quota" => new() { ["POST"] = SetQuota },
        "reset" => new() { ["POST"] = request => StateRoutes.Reset(request, state) },
        "run" => new() { ["POST"] = Run },
        "state" => new() { ["GET"] = _ => StateRoutes.Save(state.Value), ["PUT"] = request => StateRoutes.Load(request, state) },
        _ => [],
    };

    private OperationContext Open(string region) => state.Value.Open(account, region);

    private ServiceResponse Run(ServiceRequest request) => new(200, ContractJson.ToBytes(
        PolicyRuns.Start(RequireQueryValue(request, "policy"), request.QueryValue("at"), Open)));

    private ServiceResponse SetAccount(ServiceRequest request)
    {
        var role = RequireQueryValue(request, "crossAccountRole");
        if (!bool.TryParse(role, out var exists))
            throw new ValidationException($"crossAccountRole: got '{role}', expected true or false.");
        state.Value.Settings.SetCrossAccountRole(RequireQueryValue(request, "account"), exists);
        return Json("{}");
    }

    private ServiceResponse PlanFailures(ServiceRequest request)
    {
        var operation = RequireQueryValue(request, "operation");
        if (!router.Knows(operation))
            throw new ValidationException($"operation: the local service does not support {operation}.");
        int? status = request.QueryValue("status") is null ? null : IntegerValue(request, "status", 400);
        if (status is < 400 or > 599)
            throw new ValidationException($"status: got {status}, expected an HTTP status from 400 to 599.");
        faults.Add(operation, NamedError.FactoryOf(RequireQueryValue(request, "error"), status), IntegerValue(request, "count", 1));
        return Json("{}");
    }

    private ServiceResponse SetQuota(ServiceRequest request)
    {
        RequireQueryValue(request, "distributions");
        state.Value.Settings.MaxRunningDistributions = IntegerValue(request, "distributions", 0);
        return Json("{}");
    }

    private static string RequireQueryValue(ServiceRequest request, string name) => request.QueryValue(name)
        ?? throw new ValidationException($"{request.Path} requires the query parameter {name}.");

    private static int IntegerValue(ServiceRequest request, string name, int defaultValue) =>
        request.QueryValue(name) is not { } text ? defaultValue
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ValidationException($"{name}: got '{text}', expected a whole number.");

    private static ServiceResponse Json(string text) => new(200, Encoding.UTF8.GetBytes(text));
}
