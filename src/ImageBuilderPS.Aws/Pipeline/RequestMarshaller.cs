using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Converts API requests into HTTP requests.</summary>
internal sealed class RequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly RequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var contract = ((SdkRequest)input).Request;
        var operation = OperationAttribute.Of(contract.GetType());
        var request = new DefaultRequest(input, "imagebuilder")
        {
            HttpMethod = operation.Method,
            ResourcePath = operation.Path,
        };
        request.Headers[HeaderKeys.XAmzApiVersion] = ImageBuilderConfig.ApiVersion;
        if (operation.IsQuery)
        {
            AddQuery(request, contract);
        }
        else
        {
            request.Headers[HeaderKeys.ContentTypeHeader] = "application/json";
            request.Content = ContractJson.ToBytes(contract);
        }
        return request;
    }

    private static void AddQuery(DefaultRequest request, Request contract)
    {
        request.UseQueryString = true;
        foreach (var member in ContractMember.Of(contract.GetType()))
        {
            if (member.Property.GetValue(contract) is { } value)
                request.Parameters.Add(member.JsonName, Text(value));
        }
    }

    private static string Text(object value) => value is bool flag
        ? flag ? "true" : "false"
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
