using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Iam;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Quotas;
using ImageBuilderPS.LocalService.Rbin;
using ImageBuilderPS.LocalService.Signing;
using ImageBuilderPS.LocalService.Ssm;
using ImageBuilderPS.LocalService.Sts;

namespace ImageBuilderPS.LocalService;

/// <summary>The APIs of all services on the port.</summary>
internal sealed class ServiceApis(RoleCredentials roles, TimeProvider clock)
{
    public static readonly IServiceApi ImageBuilder = new ImageBuilderApi();

    /// <summary>All APIs. Image Builder comes last, since it takes every request without a signature.</summary>
    public IReadOnlyList<IServiceApi> All { get; } = [new Ec2Api(), new SsmApi(), new StsApi(roles, clock), new RbinApi(), new IamApi(), new QuotasApi(), ImageBuilder];

    /// <summary>The API of a request: by the service of its signature, or by its form. Others are Image Builder's, if they have a path.</summary>
    public IServiceApi Find(ServiceRequest request, CredentialScope? scope) => scope is null
        ? All.First(api => api.Claims(request))
        : All.FirstOrDefault(api => api.Name == scope.Service)
            ?? (request.Path == "/" ? new UnservedApi(scope.Service, IsForm(request)) : ImageBuilder);

    /// <summary>Whether one of the services has an operation of a name.</summary>
    public bool Know(string operation) => All.Any(api => api.OperationNames.Contains(operation));

    private static bool IsForm(ServiceRequest request) =>
        request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}
