using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Converts an HTTP request to a request of the contract, and validates it.</summary>
internal static class RequestReader
{
    public static Request Read(Route route, ServiceRequest request)
    {
        var read = route.Operation.IsQuery ? FromQuery(route, request) : FromBody(route, request);
        ServiceValidation.Check(read);
        return read;
    }

    private static Request FromBody(Route route, ServiceRequest request)
    {
        try
        {
            return (Request)ContractJson.FromBytes(request.Body.Length == 0 ? "{}"u8.ToArray() : request.Body, route.RequestType);
        }
        catch (ContractJsonException error)
        {
            throw ProtocolErrors.Serialization(error);
        }
    }

    private static Request FromQuery(Route route, ServiceRequest request)
    {
        var read = (Request)Activator.CreateInstance(route.RequestType)!;
        foreach (var member in ContractMember.Of(route.RequestType))
        {
            if (request.QueryValue(member.JsonName) is { } value)
                member.Property.SetValue(read, value);
        }
        return read;
    }
}
