using System.Text.Json;
using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Json;

/// <summary>Reads what a person keeps in files: a member that the contract does not know is an error here.</summary>
public static class StrictJson
{
    /// <summary>Reads a contract object.</summary>
    /// <typeparam name="T">The contract type.</typeparam>
    /// <param name="json">UTF-8 JSON without byte order mark.</param>
    /// <exception cref="ContractJsonException">
    /// The text is no JSON; a key is unknown, or there twice; a value has another type. The message has the JSON path,
    /// and the valid keys for an unknown one.
    /// </exception>
    public static T FromBytes<T>(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            Check(document.RootElement, typeof(T), "$");
        }
        catch (JsonException error)
        {
            throw new ContractJsonException(
                "$", $"line {error.LineNumber + 1}: " + error.Message.Split([" LineNumber: "], StringSplitOptions.None)[0].TrimEnd('.'), error);
        }
        return ContractJson.FromBytes<T>(json);
    }

    private static void Check(JsonElement value, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray)
        {
            Expect(value, path, "a list", JsonValueKind.Array);
            var index = 0;
            foreach (var item in value.EnumerateArray())
                Check(item, type.GetElementType()!, $"{path}[{index++}]");
        }
        else if (type == typeof(TagMap))
        {
            foreach (var tag in Members(value, path, "an object of tags"))
                Check(tag.Value, typeof(string), $"{path}['{tag.Name}']");
        }
        else if (type.Namespace == typeof(TagMap).Namespace)
        {
            CheckMembers(value, type, path);
        }
        else
        {
            CheckPlain(value, type, path);
        }
    }

    private static void CheckMembers(JsonElement value, Type type, string path)
    {
        var members = ContractMember.Of(type);
        foreach (var property in Members(value, path, "an object"))
        {
            var member = members.FirstOrDefault(member => member.JsonName == property.Name)
                ?? throw new ContractJsonException(
                    $"{path}.{property.Name}",
                    $"unknown key '{property.Name}', expected one of {string.Join(", ", members.Select(member => member.JsonName))}",
                    null);
            Check(property.Value, member.Property.PropertyType, $"{path}.{property.Name}");
        }
    }

    private static IEnumerable<JsonProperty> Members(JsonElement value, string path, string expected)
    {
        Expect(value, path, expected, JsonValueKind.Object);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (!seen.Add(property.Name))
                throw new ContractJsonException($"{path}.{property.Name}", $"key '{property.Name}' is there twice, expected once", null);
            yield return property;
        }
    }

    private static void CheckPlain(JsonElement value, Type type, string path)
    {
        if (type == typeof(string))
            Expect(value, path, "text", JsonValueKind.String);
        else if (type == typeof(bool))
            Expect(value, path, "true or false", JsonValueKind.True, JsonValueKind.False);
        else if (type == typeof(DateTimeOffset))
            Expect(value, path, "a time", JsonValueKind.String, JsonValueKind.Number);
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out _))
            throw Unexpected(value, path, "a whole number");
    }

    private static void Expect(JsonElement value, string path, string expected, params JsonValueKind[] kinds)
    {
        if (!kinds.Contains(value.ValueKind))
            throw Unexpected(value, path, expected);
    }

    private static ContractJsonException Unexpected(JsonElement value, string path, string expected)
    {
        var got = value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            _ => value.GetRawText(),
        };
        return new(path, $"got {got}, expected {expected}", null);
    }
}
