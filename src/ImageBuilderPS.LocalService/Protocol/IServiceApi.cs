using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The API of a service.</summary>
internal interface IServiceApi
{
    /// <summary>The service's name in a credential scope.</summary>
    string Name { get; }

    /// <summary>The names of all operations.</summary>
    IEnumerable<string> OperationNames { get; }

    /// <summary>Whether an unsigned request is one of this API.</summary>
    bool Claims(ServiceRequest request);

    /// <summary>Finds the operation of a request.</summary>
    /// <exception cref="ImageBuilderException">There is no such operation, or this is not the API's protocol.</exception>
    ServiceCall Read(ServiceRequest request);

    /// <summary>An error in the API's format. It has the API's own code for an error that all services share.</summary>
    ServiceResponse Error(ImageBuilderException error, string requestId);
}

/// <summary>A call as read from a request.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Prepare">Reads and validates the parameters.</param>
internal sealed record ServiceCall(string Operation, Func<PreparedCall> Prepare);

/// <summary>Executes an operation whose parameters are valid.</summary>
internal delegate ServiceResponse PreparedCall(OperationContext context, string requestId);
