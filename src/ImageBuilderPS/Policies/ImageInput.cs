using System.Management.Automation;
using System.Text;
using System.Text.Json;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Json;

namespace ImageBuilderPS.Policies;

/// <summary>
/// Images for a preview that need no account: objects as Get-IBImage writes them, parsed JSON, or JSON files with one
/// image or a list, in the API's spelling or in ConvertTo-Json's. Members that an image does not have are passed over.
/// </summary>
internal static class ImageInput
{
    /// <summary>Reads images.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts for paths.</param>
    /// <param name="item">An image, an object with its members, or the path of a JSON file.</param>
    /// <exception cref="ContractJsonException">A file holds no images.</exception>
    /// <exception cref="ArgumentTransformationMetadataException">An object is no image.</exception>
    public static IEnumerable<Image> Read(PSCmdlet cmdlet, object item)
    {
        return ContractReader.Unwrap(item) switch
        {
            Image image => [image],
            FileInfo file => FromFile(file.FullName),
            string path => FilePaths.Existing(cmdlet, path).SelectMany(FromFile),
            _ => [(Image)ContractReader.Read(item, typeof(Image), "", loosely: true)!],
        };
    }

    private static IEnumerable<Image> FromFile(string path)
    {
        var json = Encoding.UTF8.GetBytes(File.ReadAllText(path));
        return IsList(json) ? ContractJson.FromBytes<Image[]>(json) : [ContractJson.FromBytes<Image>(json)];
    }

    private static bool IsList(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
