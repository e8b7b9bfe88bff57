using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Imports images, such as a copy of the images of a real account.</summary>
internal static class BulkImages
{
    private static readonly ImageBuildVersionArnAttribute BuildVersionArn = new();

    /// <summary>Stores the images of the body, one or an array, in the regions of their ARNs.</summary>
    /// <returns>The number of images, as JSON.</returns>
    public static string Add(ServiceRequest request, Func<string, OperationContext> contextOf)
    {
        var images = Read(request.Body);
        foreach (var (image, arn) in images)
        {
            var context = contextOf(request.QueryValue("region") ?? arn.Region);
            image.State ??= new() { Status = ImageStatus.Available };
            image.Type ??= ImageType.Ami;
            image.Name ??= arn.Name;
            image.Version ??= arn.Version;
            image.DateCreated ??= context.Now;
            context.State.Images.Put(new(image));
            foreach (var ami in image.OutputResources?.Amis ?? [])
                DistributedAmis.Import(context, image, ami);
        }
        return $$"""{"images":{{images.Count}}}""";
    }

    private static List<(Image Image, ImageArn Arn)> Read(byte[] body)
    {
        RequestBody.RequireUtf8(body);
        try
        {
            using var json = JsonDocument.Parse(body);
            var elements = json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray()] : new[] { json.RootElement };
            return [.. elements.Select(Read)];
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
        if (HasNullItem(element))
            throw new ValidationException("An image has a list with the item null, expected items without null.");
        var image = ContractJson.FromBytes<Image>(RequestBody.Utf8.GetBytes(element.GetRawText()));
        return image.Arn is { } arn && BuildVersionArn.IsValid(arn)
            ? (image, ImageArn.Parse(arn))
            : throw new ValidationException($"arn: got '{image.Arn}', expected the ARN of an image build version (…:image/name/1.0.0/1).");
    }

    private static bool HasNullItem(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => HasNullItem(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasNullItem(item)),
        _ => false,
    };
}
