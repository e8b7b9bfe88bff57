using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Paths that AWS does not have: they set up what a real account would come to by itself.</summary>
internal sealed class ControlRoutes(
    ServiceSettings settings, FailurePlan failures, Router router, Func<string, RegionState> stateOf, TimeProvider clock)
{
    /// <summary>The largest body, in bytes: room for an account's images.</summary>
    public const long LargestBody = 256L << 20;

    private const string Prefix = "/_local/";

    /// <summary>Whether a path is one of these.</summary>
    public static bool Owns(string path) => path.StartsWith(Prefix, StringComparison.Ordinal);

    public ServiceResponse Handle(ServiceRequest request)
    {
        if (request.Method != "POST")
            throw ProtocolErrors.MethodNotAllowed(request.Method, request.Path, "POST");
        return request.Path.Substring(Prefix.Length) switch
        {
            "accounts" => SetAccount(request),
            "fail" => PlanFailures(request),
            "quota" => SetQuota(request),
            "run" => new(200, ContractJson.ToBytes(
                PolicyRuns.Start(Needed(request, "policy"), request.QueryValue("at"), stateOf, settings, clock.GetUtcNow()))),
            "images" => Json(BulkImages.Add(request, stateOf, clock.GetUtcNow())),
            _ => throw ProtocolErrors.UnknownOperation(request.Path),
        };
    }

    private ServiceResponse SetAccount(ServiceRequest request)
    {
        var role = Needed(request, "crossAccountRole");
        if (!bool.TryParse(role, out var exists))
            throw new ValidationException($"crossAccountRole: got '{role}', expected true or false.");
        settings.SetCrossAccountRole(Needed(request, "account"), exists);
        return Json("{}");
    }

    private ServiceResponse PlanFailures(ServiceRequest request)
    {
        var operation = Needed(request, "operation");
        if (!router.Knows(operation))
            throw new ValidationException($"operation: the local service has no {operation}.");
        int? status = request.QueryValue("status") is null ? null : Number(request, "status", 400);
        if (status is < 400 or > 599)
            throw new ValidationException($"status: got {status}, expected an HTTP status from 400 to 599.");
        failures.Add(operation, NamedErrors.Of(Needed(request, "error"), status), Number(request, "count", 1));
        return Json("{}");
    }

    private ServiceResponse SetQuota(ServiceRequest request)
    {
        Needed(request, "distributions");
        settings.MostRunningDistributions = Number(request, "distributions", 0);
        return Json("{}");
    }

    private static string Needed(ServiceRequest request, string name) => request.QueryValue(name)
        ?? throw new ValidationException($"{request.Path} needs the query member {name}.");

    private static int Number(ServiceRequest request, string name, int otherwise) =>
        request.QueryValue(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ValidationException($"{name}: got '{text}', expected a whole number.");

    private static ServiceResponse Json(string text) => new(200, Encoding.UTF8.GetBytes(text));
}
