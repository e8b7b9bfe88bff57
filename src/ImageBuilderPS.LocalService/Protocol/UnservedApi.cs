using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A service of AWS that is not here. Its clients get an error that they can read.</summary>
/// <param name="name">The service's name in a credential scope.</param>
/// <param name="isForm">Whether the request is a form, so that its client expects XML.</param>
internal sealed class UnservedApi(string name, bool isForm) : IServiceApi
{
    public string Name => name;

    public IEnumerable<string> OperationNames => [];

    public bool Claims(ServiceRequest request) => false;

    public ServiceCall Read(ServiceRequest request) => throw ProtocolErrors.UnknownService(name);

    public ServiceResponse Error(ImageBuilderException error, string requestId) => isForm
        ? QueryXml.Response(error.StatusCode, QueryErrors.Document(error.ErrorCode, error.Message, error.StatusCode, requestId), "")
        : ServiceResponse.Error(error);
}
