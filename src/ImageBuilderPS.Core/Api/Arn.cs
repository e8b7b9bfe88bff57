namespace ImageBuilderPS.Api;

/// <summary>
/// The parts of an Amazon Resource Name: <c>arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.2.3/4</c>. A part that
/// the text leaves empty is null.
/// </summary>
/// <remarks>Source: AWS General Reference, "Amazon Resource Names (ARNs)".</remarks>
public sealed class Arn
{
    private const int PartCount = 6;

    private Arn(string[] parts)
    {
        Partition = NullIfEmpty(parts[1]);
        Service = NullIfEmpty(parts[2]);
        Region = NullIfEmpty(parts[3]);
        AccountId = NullIfEmpty(parts[4]);
        Resource = parts[5];
    }

    /// <summary>The partition: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string? Partition { get; }

    /// <summary>The service: <c>imagebuilder</c>.</summary>
    public string? Service { get; }

    /// <summary>The region.</summary>
    public string? Region { get; }

    /// <summary>The account, 12 digits; <c>aws</c> for a resource that Amazon owns.</summary>
    public string? AccountId { get; }

    /// <summary>The resource with its type: <c>image/web/1.2.3/4</c>.</summary>
    public string Resource { get; }

    /// <summary>The resource's type: <c>image</c>.</summary>
    public string ResourceType => Resource.Split('/')[0];

    /// <summary>The resource without its type: <c>web/1.2.3/4</c>.</summary>
    public string ResourceId => Resource.Substring(Resource.IndexOf('/') + 1);

    /// <summary>The parts of an ARN; null for a text that is not an ARN.</summary>
    /// <param name="text">The ARN.</param>
    public static Arn? Parse(string? text) =>
        text?.Split([':'], PartCount) is { Length: PartCount } parts && parts[0] == "arn" ? new(parts) : null;

    /// <summary>What follows the last slash or colon of an ARN, for messages; a name as it is.</summary>
    /// <param name="arn">An ARN or a name.</param>
    public static string ShortName(string? arn) => arn?.Split('/', ':').Last() ?? "";

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
