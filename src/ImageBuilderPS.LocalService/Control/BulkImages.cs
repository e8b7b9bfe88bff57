using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Takes images in bulk, such as a copy of one's own account's.</summary>
internal static class BulkImages
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly ImageBuildVersionArnAttribute BuildVersionArn = new();

    /// <summary>Puts the body's images, one or an array, into the regions that their ARNs name.</summary>
    /// <returns>How many there were, as JSON.</returns>
    public static string Add(ServiceRequest request, Func<string, RegionState> stateOf, DateTimeOffset now)
    {
        var images = Read(request.Body);
        foreach (var (image, arn) in images)
        {
            var state = stateOf(request.QueryValue("region") ?? arn.Region);
            image.State ??= new() { Status = ImageStatus.Available };
            image.Type ??= ImageType.Ami;
            image.Name ??= arn.Name;
            image.Version ??= arn.Version;
            image.DateCreated ??= now;
            lock (state.Gate)
                state.Images.Put(new(arn, image));
        }
        return $$"""{"images":{{images.Count}}}""";
    }

    private static List<(Image Image, ImageArn Arn)> Read(byte[] body)
    {
        try
        {
            // The parser looks into no text before somebody asks for it.
            Utf8.GetCharCount(body);
            using var json = JsonDocument.Parse(body);
            var elements = json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray()] : new[] { json.RootElement };
            return [.. elements.Select(Read)];
        }
        catch (DecoderFallbackException)
        {
            throw ProtocolErrors.Serialization("The body is no UTF-8.");
        }
        catch (JsonException error)
        {
            throw ProtocolErrors.Serialization(error.Message);
        }
        catch (ContractJsonException error)
        {
            throw ProtocolErrors.Serialization(error);
        }
    }

    private static (Image Image, ImageArn Arn) Read(JsonElement element)
    {
        var image = ContractJson.FromBytes<Image>(Utf8.GetBytes(element.GetRawText()));
        return image.Arn is { } arn && BuildVersionArn.IsValid(arn)
            ? (image, ImageArn.Parse(arn))
            : throw new ValidationException($"arn: got '{image.Arn}', expected the ARN of an image build version (…:image/name/1.0.0/1).");
    }
}
