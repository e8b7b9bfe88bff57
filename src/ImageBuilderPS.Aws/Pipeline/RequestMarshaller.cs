using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Converts API requests into HTTP requests.</summary>
internal sealed class RequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly RequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var contract = ((SdkRequest)input).Request;
        var operation = OperationAttribute.Of(contract.GetType());
        var request = new DefaultRequest(input, AwsService.ImageBuilder.Id)
        {
            HttpMethod = operation.Method,
            ResourcePath = operation.Path,
        };
        request.Headers[HeaderKeys.XAmzApiVersion] = AwsService.ImageBuilder.ApiVersion;
        var members = ContractMember.Of(contract.GetType()).ToLookup(member => member.IsInPath);
        foreach (var member in members[true])
            request.AddPathResource("{" + member.JsonName + "}", Text(member.Property.GetValue(contract) ?? ""));
        if (operation.IsQuery)
        {
            AddQuery(request, contract, members[false]);
        }
        else
        {
            request.Headers[HeaderKeys.ContentTypeHeader] = "application/json";
            request.Content = ContractJson.ToBytes(contract);
        }
        return request;
    }

    private static void AddQuery(DefaultRequest request, Request contract, IEnumerable<ContractMember> members)
    {
        request.UseQueryString = true;
        foreach (var member in members)
        {
            if (member.Property.GetValue(contract) is string[] values)
                request.ParameterCollection.Add(member.JsonName, [.. values]);
            else if (member.Property.GetValue(contract) is { } value)
                request.Parameters.Add(member.JsonName, Text(value));
        }
    }

    private static string Text(object value) => value is bool flag
        ? flag ? "true" : "false"
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
