using System.Text.Json;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Rbin;

/// <summary>The members of all requests of Recycle Bin. An operation ignores those that it does not have.</summary>
internal sealed record RuleParameters
{
    /// <summary>The rule in the path; null for operations without one.</summary>
    public string? Identifier { get; init; }

    public string? Description { get; init; }

    public string? ResourceType { get; init; }

    public RetentionPeriod? RetentionPeriod { get; init; }

    public ResourceTag[]? ResourceTags { get; init; }

    public ResourceTag[]? ExcludeResourceTags { get; init; }

    public RuleTag[]? Tags { get; init; }

    public JsonElement? LockConfiguration { get; init; }

    public string? LockState { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="body">The body; operations on one rule may have none.</param>
    /// <param name="identifier">The rule in the path, or null.</param>
    public static RuleParameters Read(byte[] body, string? identifier)
    {
        RequestBody.RequireUtf8(body);
        try
        {
            var read = body.Length == 0 ? new() : JsonSerializer.Deserialize<RuleParameters>(body);
            return (read ?? throw ProtocolErrors.Serialization("The body is not a JSON object.")) with { Identifier = identifier };
        }
        catch (JsonException error)
        {
            throw ProtocolErrors.Serialization($"{error.Path ?? "$"}: this is not JSON, or the value has another type than the API has there.");
        }
    }
}
