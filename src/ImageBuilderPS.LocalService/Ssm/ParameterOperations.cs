using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ssm;

/// <summary>Reads, writes and deletes parameters.</summary>
internal static class ParameterOperations
{
    private const string ImageDataType = "aws:ec2:image";
    private const string TextDataType = "text";
    private const int MaxNames = 10;
    private const int MaxVersions = 100;
    private const int MaxValueLength = 4096;
    private static readonly string[] DataTypes = [TextDataType, ImageDataType, "aws:ssm:integration"];
    private static readonly Regex ValidName = new(
        @"\A(?:(?!aws|ssm)[a-z0-9_.-]+|/(?!aws|ssm)[a-z0-9_./-]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static JsonObject Get(OperationContext context, JsonElement members)
    {
        var name = RequireText(members, "Name");
        var found = ParameterLookup.Find(context.State, name) ?? throw NotFound(name);
        return found.Version is null
            ? throw new ImageBuilderException(
                $"{found.Parameter.Name} has no version or label '{found.Selector!.Substring(1)}'.", "ParameterVersionNotFound", 400)
            : new() { ["Parameter"] = View(context, found) };
    }

    public static JsonObject GetSeveral(OperationContext context, JsonElement members)
    {
        var names = RequireNames(members);
        var found = names
            .Select(name => (Name: name, Found: ParameterLookup.Find(context.State, name)))
            .ToLookup(item => item.Found?.Version is not null);
        var views = found[true].OrderBy(item => item.Found!.Parameter.Name, StringComparer.Ordinal).Select(item => View(context, item.Found!));
        return new()
        {
            ["Parameters"] = new JsonArray([.. views]),
            ["InvalidParameters"] = new JsonArray([.. found[false].Select(item => JsonValue.Create(item.Name))]),
        };
    }

    public static JsonObject Put(OperationContext context, JsonElement members)
    {
        var name = RequireText(members, "Name").Trim();
        var value = RequireText(members, "Value");
        var known = context.State.Parameters.Find(name);
        var type = Text(members, "Type") ?? known?.Type ?? throw Invalid("A parameter type is required when you create a parameter.");
        var dataType = Text(members, "DataType") ?? known?.DataType ?? TextDataType;
        ThrowIfInvalid(name, value, type, dataType);
        if (known is not null && !(members.TryGetProperty("Overwrite", out var overwrite) && overwrite.ValueKind == JsonValueKind.True))
        {
            throw new ImageBuilderException(
                $"The parameter {name} exists already. Set Overwrite to change its value.", "ParameterAlreadyExists", 400);
        }
        var number = (known?.Latest.Number ?? 0) + 1;
        // AWS answers before it looks at the AMI, and drops the value if the account has no such AMI.
        if (dataType != ImageDataType || ImageQueries.FindLaunchable(context, value) is not null)
        {
            SsmParameterVersion[] versions = [.. known?.Versions ?? [], new() { Number = number, Value = value, LastModified = context.Now }];
            context.State.Parameters.Put(name, new()
            {
                Name = name,
                Type = type,
                DataType = dataType,
                Description = Text(members, "Description") ?? known?.Description,
                Versions = [.. versions.Skip(versions.Length - MaxVersions)],
            });
        }
        return new() { ["Version"] = number, ["Tier"] = "Standard" };
    }

    public static JsonObject Delete(OperationContext context, JsonElement members)
    {
        var name = RequireText(members, "Name");
        return context.State.Parameters.Remove(name) ? [] : throw NotFound(name);
    }

    private static void ThrowIfInvalid(string name, string value, string type, string dataType)
    {
        if (!ValidName.IsMatch(name))
        {
            throw Invalid(
                $"Parameter name: got '{name}', expected letters, digits, and _.-, with / before each level, and neither aws nor ssm at the beginning.");
        }
        if (value.Length > MaxValueLength)
            throw Invalid($"Value: got {value.Length} characters, expected at most {MaxValueLength}.");
        if (!DataTypes.Contains(dataType))
            throw Invalid($"DataType: got '{dataType}', expected one of {string.Join(", ", DataTypes)}.");
        if (type is not ("String" or "StringList"))
        {
            throw new ImageBuilderException(
                $"The local service has no parameters of type {type}, only String and StringList.", "UnsupportedParameterType", 400);
        }
    }

    private static JsonObject View(OperationContext context, FoundParameter found)
    {
        var view = new JsonObject
        {
            ["Name"] = found.Parameter.Name,
            ["Type"] = found.Parameter.Type,
            ["Value"] = found.Version!.Value,
            ["Version"] = found.Version.Number,
            ["LastModifiedDate"] = found.Version.LastModified.ToUnixTimeMilliseconds() / 1000.0,
            ["ARN"] = ParameterLookup.Arn(context.State, found.Parameter.Name),
            ["DataType"] = found.Parameter.DataType,
        };
        if (found.Selector is { } selector)
            view["Selector"] = selector;
        return view;
    }

    private static string[] RequireNames(JsonElement members)
    {
        if (!members.TryGetProperty("Names", out var names) || names.ValueKind != JsonValueKind.Array || names.GetArrayLength() is 0 or > MaxNames)
            throw Invalid($"Names: expected 1 to {MaxNames} names.");
        return [.. names.EnumerateArray().Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : throw NotText("Names"))];
    }

    private static string RequireText(JsonElement members, string name) =>
        Text(members, name) is { Length: > 0 } text ? text : throw Invalid($"{name} is required.");

    private static string? Text(JsonElement members, string name) =>
        !members.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw NotText(name);

    private static ImageBuilderException NotText(string name) => ProtocolErrors.Serialization($"{name}: the value is not text.");

    private static ImageBuilderException NotFound(string name) => new($"Parameter {name} not found.", "ParameterNotFound", 400);

    private static ValidationException Invalid(string message) => new(message);
}
