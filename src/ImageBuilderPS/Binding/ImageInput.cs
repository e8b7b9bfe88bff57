using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Images for a preview that need no account: objects as Get-IBImage writes them, hashtables, parsed JSON, or JSON files
/// with one image or a list, in the API's spelling or in ConvertTo-Json's. Members that an image does not have are passed
/// over, except in hashtables, which people write. An item that is not an image is an error: a preview of the others would
/// show too few deletions.
/// </summary>
/// <param name="cmdlet">The cmdlet, whose location counts for paths.</param>
internal sealed class ImageInput(PSCmdlet cmdlet)
{
    private const int MaxShown = 10;
    private static readonly ImageBuildVersionArnAttribute BuildArn = new();
    private static readonly ImageVersionArnAttribute VersionArn = new();

    private readonly List<Image> images = [];
    private bool hasVersions;
    private int summaries;

    /// <summary>What is being read: a file's path, or the parameter.</summary>
    public string Source { get; private set; } = "";

    /// <summary>A warning about images that came from a list and have no recipe; null when there are none.</summary>
    public string? Warning => summaries == 0 ? null
        : $"{summaries} of {images.Count} images have no recipe and count by their own name and version. Get-IBImage lists recipes with -Detail.";

    /// <summary>Reads images.</summary>
    /// <param name="items">Images, objects with their members, or paths of JSON files.</param>
    /// <exception cref="ContractJsonException">A file has an item that is not an image.</exception>
    /// <exception cref="ArgumentTransformationMetadataException">An object is not an image.</exception>
    public IReadOnlyList<Image> Read(object?[] items)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < items.Length; i++)
        {
            Source = items[i] as string ?? "-Image";
            if (ContractReader.Bare(items[i]) is FileInfo file)
                ReadFile(file.FullName);
            else if (ContractReader.Bare(items[i]) is string path)
                FilePaths.Existing(cmdlet, path).ToList().ForEach(ReadFile);
            else
                Add(ReadObject(items[i], i, problems), i, problems);
        }
        Source = "-Image";
        if (problems.Count > 0)
            throw new ArgumentTransformationMetadataException($"{TextOf(problems)}.");
        return images;
    }

    private Image? ReadObject(object? item, int index, List<Problem> problems)
    {
        var held = ContractReader.Bare(item);
        if (held is null or Image)
            return held as Image;
        try
        {
            var image = ContractReader.Read(item, typeof(Image), PathOf(index), loosely: held is not IDictionary) as Image;
            if (ContractReader.Entries(held) is { } members && IsSummary(name => members.Any(member => member.Key.EqualsIgnoreCase(name))))
                summaries++;
            return image;
        }
        catch (ArgumentTransformationMetadataException error)
        {
            problems.Add(new(index, error.Message));
            return new() { Arn = BuildArn.Example };
        }
    }

    private void ReadFile(string path)
    {
        Source = path;
        var json = Encoding.UTF8.GetBytes(FilePaths.ReadText(path));
        var problems = new List<Problem>();
        var isList = IsList(json);
        var read = isList ? ReadList(json, problems) : [ContractJson.FromBytes<Image>(json)];
        for (var i = 0; i < read.Length; i++)
            Add(read[i], i, problems);
        if (problems.Count > 0)
            throw Failure(TextOf(problems));
        if (read.Any(image => !HasRecipe(image!)))
            summaries += CountSummaries(json, isList ? 2 : 1);
    }

    /// <summary>The list at once; where that fails, one by one, so that every record that is wrong can be named.</summary>
    private static Image?[] ReadList(byte[] json, List<Problem> problems)
    {
        try
        {
            return ContractJson.FromBytes<Image?[]>(json);
        }
        catch (ContractJsonException error)
        {
            JsonDocument document;
            try
            {
                document = JsonDocument.Parse(json);
            }
            catch (JsonException)
            {
                throw error;
            }
            using (document)
                return [.. document.RootElement.EnumerateArray().Select((record, index) => ReadRecord(record, index, problems))];
        }
    }

    private static Image? ReadRecord(JsonElement record, int index, List<Problem> problems)
    {
        try
        {
            if (record.ValueKind == JsonValueKind.Object)
                return ContractJson.FromBytes<Image>(Encoding.UTF8.GetBytes(record.GetRawText()));
            problems.Add(new(index, $"{PathOf(index)}: got {Word(record)}, expected an image"));
        }
        catch (ContractJsonException error)
        {
            // Its line is one of the record, not of the file.
            var text = error.InnerException is JsonException json ? ContractJson.Reason(json) : error.Message;
            problems.Add(new(index, $"{PathOf(index)}{error.Path.TrimStart('$')}: {text}"));
        }
        return new() { Arn = BuildArn.Example };
    }

    private void Add(Image? image, int index, List<Problem> problems)
    {
        if (image is null)
            problems.Add(new(index, $"{PathOf(index)}: got null, expected an image"));
        else if (Check(image.Arn) is { } trouble)
            problems.Add(new(index, $"{PathOf(index)}.arn: {trouble}"));
        else
            images.Add(image);
    }

    private string? Check(string? arn)
    {
        if (arn is null)
            return $"got nothing, expected {BuildArn.Expected}";
        if (BuildArn.Check("arn", arn).FirstOrDefault() is not { } violation)
            return null;
        hasVersions |= VersionArn.IsValid(arn);
        return $"got {violation.Got}, expected {BuildArn.Expected}";
    }

    private static string Word(JsonElement record) => record.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        _ => record.GetRawText(),
    };

    private static ContractJsonException Failure(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return new(text.Substring(0, colon), text.Substring(colon + 2), null);
    }

    private static string PathOf(int index) => $"images[{index}]";

    private string TextOf(List<Problem> problems) =>
        string.Join("; ", problems.OrderBy(problem => problem.Index).Take(MaxShown).Select(problem => problem.Text.TrimEnd('.')))
        + (problems.Count > MaxShown ? $"; and {problems.Count - MaxShown} more" : "")
        + (hasVersions ? ". Get-IBImage -All lists the builds of every version" : "");

    private static bool HasRecipe(Image image) => image.ImageRecipe is not null || image.ContainerRecipe is not null;

    // A list has the owner of each image and no recipe. GetImage has the recipe and no owner.
    private static bool IsSummary(Func<string, bool> has) =>
        has(nameof(ImageSummary.Owner)) && !has(nameof(Image.ImageRecipe)) && !has(nameof(Image.ContainerRecipe));

    private static int CountSummaries(byte[] json, int depth)
    {
        var count = 0;
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth)
            {
                keys.Add(reader.GetString()!);
            }
            else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth - 1)
            {
                count += IsSummary(keys.Contains) ? 1 : 0;
                keys.Clear();
            }
        }
        return count;
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

    private readonly struct Problem(int index, string text)
    {
        public int Index { get; } = index;

        public string Text { get; } = text;
    }
}
