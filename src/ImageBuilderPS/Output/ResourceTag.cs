namespace ImageBuilderPS.Output;

/// <summary>A tag of a resource.</summary>
/// <param name="resourceArn">The resource.</param>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
public sealed class ResourceTag(string resourceArn, string key, string value)
{
    /// <summary>The resource's ARN.</summary>
    public string ResourceArn { get; } = resourceArn;

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The value; empty when the tag has none.</summary>
    public string Value { get; } = value;

    /// <summary>The tag: <c>Team=web</c>.</summary>
    public override string ToString() => $"{Key}={Value}";
}
