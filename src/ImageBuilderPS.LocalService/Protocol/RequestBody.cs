using System.Text;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Bodies of requests whose JSON is not a request of the contract.</summary>
internal static class RequestBody
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Rejects a body that is not UTF-8: the JSON parser does not validate a string before it is read.</summary>
    public static void RequireUtf8(byte[] body)
    {
        try
        {
            Utf8.GetCharCount(body);
        }
        catch (DecoderFallbackException)
        {
            throw ProtocolErrors.Serialization("The body is not valid UTF-8.");
        }
    }
}
