using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Json;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Turns HTTP answers into contract responses and faults.</summary>
internal sealed class AnswerUnmarshaller<TResponse> : JsonResponseUnmarshaller
    where TResponse : Response, new()
{
    public static readonly AnswerUnmarshaller<TResponse> Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var body = Body(input);
        var response = body.Length == 0 ? new TResponse() : ContractJson.FromBytes<TResponse>(body);
        if (input.ResponseData.GetHeaderValue(HeaderKeys.RequestIdHeader) is { Length: > 0 } requestId)
            response.RequestId = requestId;
        return new Answer { Response = response };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var data = input.ResponseData;
        return ServiceFault.Read(
            data.GetHeaderValue(HeaderKeys.XAmzErrorType),
            data.GetHeaderValue(HeaderKeys.RequestIdHeader),
            Body(input),
            statusCode,
            innerException);
    }

    private static byte[] Body(JsonUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        return body.ToArray();
    }
}
