namespace ImageBuilderPS.Api.Constraints;

/// <summary>
/// A map of tags: at most 50 entries; keys of 1 to 128 characters that match <c>^(?!aws:)[a-zA-Z+-=._:/]+$</c>
/// (the API page's pattern, in which <c>+-=</c> is a range that holds the digits); values of at most 256 characters.
/// </summary>
/// <remarks>Source: API page DistributeImage, <c>tags</c>. The API model accepts other keys, see <see cref="TagKeyAttribute"/>.</remarks>
public sealed class TagMapAttribute : ConstraintAttribute
{
    internal const int MaximumCount = 50;

    private static readonly TagKeyAttribute Key = new();
    private static readonly TagValueAttribute Value = new();

    /// <inheritdoc/>
    public override string Expected => $"at most {MaximumCount} tags";

    /// <inheritdoc/>
    public override IEnumerable<Violation> Check(string path, object value)
    {
        var tags = (TagMap)value;
        if (tags.Count > MaximumCount)
            yield return CreateViolation(path, tags, ServiceMessages.AtMost(MaximumCount, "length"));
        foreach (var tag in tags)
        {
            var at = $"{path}['{tag.Key}']";
            if (Key.Errors(tag.Key).Any())
                yield return new(at, tag.Key, Key.Expected, Key.Example, Key.IsAcceptedByService(tag.Key) ? null : ServiceMessages.MapKeys(Key.ModelMessages));
            if (tag.Value is null)
                yield return new(at, null, Value.Expected, Value.Example, ServiceMessages.NotNull);
            else if (Value.Errors(tag.Value).Any())
                yield return new(at, tag.Value, Value.Expected, Value.Example, ServiceMessages.MapValues(Value.ModelMessages));
        }
    }
}
