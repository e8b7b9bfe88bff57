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
        foreach (var member in ContractMember.Of(route.RequestType).Where(member => member.IsInPath))
            member.Property.SetValue(read, route.PathMember(request.Path));
        ServiceValidation.Check(read);
        return read;
    }

    private static Request FromBody(Route route, ServiceRequest request)
    {
        try
        {
            var read = (Request)ContractJson.FromExactBytes(request.Body.Length == 0 ? "{}"u8.ToArray() : request.Body, route.RequestType);
            DropMisspelledMembers(read);
            return read;
        }
        catch (ContractJsonException error)
        {
            throw ProtocolErrors.Serialization(error);
        }
    }

    // Unknown members are kept, since AWS may add them. A known name in another case is ignored, or a reader would take it for the member.
    private static void DropMisspelledMembers(Request request)
    {
        foreach (var visit in ContractWalker.Walk(request))
        {
            if (visit is not { Member: null, Owner: IExtensible { AdditionalMembers: { } unknown } })
                continue;
            var known = ContractMember.Of(visit.Owner.GetType());
            foreach (var name in unknown.Keys.Where(name => known.Any(member => member.JsonName.EqualsIgnoreCase(name))).ToList())
                unknown.Remove(name);
        }
    }

    private static Request FromQuery(Route route, ServiceRequest request)
    {
        var read = (Request)Activator.CreateInstance(route.RequestType)!;
        foreach (var member in ContractMember.Of(route.RequestType))
        {
            if (member.Property.PropertyType != typeof(string[]))
                member.Property.SetValue(read, request.QueryValue(member.JsonName));
            else if (request.QueryValues(member.JsonName) is { Length: > 0 } values)
                member.Property.SetValue(read, values);
        }
        return read;
    }
}
