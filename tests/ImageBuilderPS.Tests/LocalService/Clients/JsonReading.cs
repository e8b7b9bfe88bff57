using System.Text.Json;

namespace ImageBuilderPS.Tests.LocalService.Clients;

internal static class JsonReading
{
    /// <summary>The text at a path of members and indexes, such as <c>image.state.status</c> or <c>Images.0.ImageId</c>.</summary>
    public static string Text(this JsonElement json, string path) => json.At(path).ToString();

    /// <summary>How many items a list has.</summary>
    public static int Count(this JsonElement json, string path) => json.At(path).GetArrayLength();

    private static JsonElement At(this JsonElement json, string path) => path.Split('.').Aggregate(
        json, (found, name) => found.ValueKind == JsonValueKind.Array ? found[int.Parse(name)] : found.GetProperty(name));
}
