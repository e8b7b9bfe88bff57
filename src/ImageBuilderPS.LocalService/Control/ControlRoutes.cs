using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Paths that AWS does not have. They set up states that a real account reaches by itself.</summary>
internal sealed class ControlRoutes(ServiceApis apis, CurrentState state, string callerAccount)
{
    /// <summary>The largest request body in bytes: enough for all images of an account.</summary>
    public const long MaxBodyBytes = 256L << 20;

    private const string Prefix = "/_local/";
    private const string Health = "health";

    /// <summary>Whether a path is a control path.</summary>
    public static bool Handles(string path) => path.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a path needs no signature, even where keys are required.</summary>
    public static bool IsOpen(string path) => path == Prefix + Health;

    public ServiceResponse Handle(ServiceRequest request)
    {
        var methods = MethodsOf(request.Path.Substring(Prefix.Length));
        if (methods.Count == 0)
            throw ProtocolErrors.UnknownOperation(request.Path);
        return methods.TryGetValue(request.Method, out var handle)
            ? handle(request)
            : throw ProtocolErrors.MethodNotAllowed(request.Method, request.Path, string.Join(" or ", methods.Keys));
    }

    private Dictionary<string, Func<ServiceRequest, ServiceResponse>> MethodsOf(string path) => path switch
    {
        "accounts" => new() { ["POST"] = SetAccount },
        "clock" => new() { ["GET"] = _ => StateRoutes.Clock(state.Value), ["POST"] = request => StateRoutes.SetClock(request, state.Value) },
        "fail" => new() { ["POST"] = Faults.AddError },
        "faults" => new() { ["GET"] = _ => Faults.List(), ["POST"] = Faults.Add, ["DELETE"] = Faults.Remove },
        Health => new() { ["GET"] = _ => Json("""{"status":"ok"}""") },
        "images" => new() { ["POST"] = request => Json(BulkImages.Add(request, Open)) },
        "journal" => new() { ["GET"] = ReadJournal },
        "quota" => new() { ["POST"] = SetQuota },
        "reset" => new() { ["POST"] = request => StateRoutes.Reset(request, state) },
        "run" => new() { ["POST"] = Run },
        "sources" => new() { ["POST"] = SetSources },
        "state" => new() { ["GET"] = _ => StateRoutes.Save(state.Value), ["PUT"] = request => StateRoutes.Load(request, state) },
        _ => [],
    };

    private FaultRoutes Faults => new(state.Value.Settings.Faults, apis.Know);

    private OperationContext Open(string region) => state.Value.Open(callerAccount, region);

    private ServiceResponse Run(ServiceRequest request) => new(200, ContractJson.ToBytes(
        PolicyRuns.Start(ControlQuery.Require(request, "policy"), request.QueryValue("at"), Open)));

    private ServiceResponse SetAccount(ServiceRequest request)
    {
        var account = ControlQuery.Require(request, "account");
        if (request.QueryValue("optIn") is { } region)
        {
            if (!Ec2Regions.IsOptIn(region))
                throw new ValidationException($"optIn: got '{region}', expected a region that accounts have to opt in to, such as me-south-1.");
            state.Value.Settings.OptIn(account, region);
            return Json("{}");
        }
        var (name, role) = request.QueryValue("role") is { } given ? ("exists", given) : ("crossAccountRole", FailureDiagnosis.CrossAccountRole);
        ControlQuery.Require(request, name);
        state.Value.Settings.SetRole(account, role, ControlQuery.Flag(request, name)!.Value);
        return Json("{}");
    }

    private ServiceResponse SetQuota(ServiceRequest request)
    {
        var settings = state.Value.Settings;
        var (distributions, amis, copies) =
            (ControlQuery.Integer(request, "distributions"), ControlQuery.Integer(request, "amis"), ControlQuery.Integer(request, "snapshotCopies"));
        if ((distributions ?? amis ?? copies) is null)
            throw new ValidationException($"{request.Path} requires one of the query parameters distributions, amis and snapshotCopies.");
        settings.MaxRunningDistributions = distributions ?? settings.MaxRunningDistributions;
        settings.MaxImages = amis ?? settings.MaxImages;
        settings.MaxSnapshotCopies = copies ?? settings.MaxSnapshotCopies;
        return Json("{}");
    }

    private ServiceResponse SetSources(ServiceRequest request)
    {
        ControlQuery.Require(request, "known");
        state.Value.Settings.RequiresKnownAmis = ControlQuery.Flag(request, "known")!.Value;
        return Json("{}");
    }

    private ServiceResponse ReadJournal(ServiceRequest request)
    {
        const int DefaultMax = 100;
        return new(200, ContractJson.ToBytes(
            state.Value.Journal.Read(ControlQuery.Integer(request, "after") ?? 0, ControlQuery.Integer(request, "max") ?? DefaultMax)));
    }

    private static ServiceResponse Json(string text) => new(200, Encoding.UTF8.GetBytes(text));
}
