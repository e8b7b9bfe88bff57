using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Converts HTTP responses into API responses and faults.</summary>
internal sealed class ResponseUnmarshaller<TResponse> : JsonResponseUnmarshaller
    where TResponse : Response, new()
{
    public static readonly ResponseUnmarshaller<TResponse> Instance = new();

    private static readonly IReadOnlyList<ContractMember> Members = ContractMember.Of(typeof(TResponse));

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var body = ServiceFault.ReadBody(input);
        // A response without members may have an empty body.
        if (body.Length == 0 && Members.Count > 0)
            throw new JsonException("it has no body");
        var response = body.Length == 0 ? new() : ContractJson.FromBytes<TResponse>(body);
        if (Members.FirstOrDefault(member => member.IsRequired && member.Property.GetValue(response) is null or "") is { } missing)
            throw new JsonException($"it has no {missing.JsonName}");
        if (input.ResponseData.GetHeaderValue(HeaderKeys.RequestIdHeader) is { Length: > 0 } requestId)
            response.RequestId = requestId;
        return new SdkResponse { Response = response };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        ServiceFault.Read(input, innerException, statusCode);
}
