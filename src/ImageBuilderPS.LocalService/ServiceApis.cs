using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Signing;
using ImageBuilderPS.LocalService.Ssm;
using ImageBuilderPS.LocalService.Sts;

namespace ImageBuilderPS.LocalService;

/// <summary>The APIs of all services on the port.</summary>
internal sealed class ServiceApis(RoleCredentials roles)
{
    public static readonly IServiceApi ImageBuilder = new ImageBuilderApi();
    private readonly IServiceApi[] apis = [new Ec2Api(), new SsmApi(), new StsApi(roles), ImageBuilder];

    /// <summary>The API of a request: by the service of its signature, or by its form. Others are Image Builder's.</summary>
    public IServiceApi Find(ServiceRequest request) => AuthorizationHeader.Parse(request)?.Scope is { } scope
        ? apis.FirstOrDefault(api => api.Name == scope.Service) ?? ImageBuilder
        : apis.First(api => api.Claims(request));

    /// <summary>Whether one of the services has an operation of a name.</summary>
    public bool Know(string operation) => apis.Any(api => api.Knows(operation));
}
