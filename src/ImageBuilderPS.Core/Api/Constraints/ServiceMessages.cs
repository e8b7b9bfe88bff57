namespace ImageBuilderPS.Api.Constraints;

/// <summary>Messages of constraints, in the words of AWS services.</summary>
internal static class ServiceMessages
{
    public const string NotNull = "Member must not be null";

    public static string AtLeast(int minimum, string what) =>
        $"Member must have {what} greater than or equal to {minimum}";

    public static string AtMost(int maximum, string what) =>
        $"Member must have {what} less than or equal to {maximum}";

    public static string Pattern(string pattern) => $"Member must satisfy regular expression pattern: {pattern}";

    public static string OneOf(IEnumerable<string> values) =>
        $"Member must satisfy enum value set: [{string.Join(", ", values)}]";

    public static string ParameterValue(string path, string reason) =>
        $"The value supplied for parameter '{path}' is not valid. {reason}";

    public static string MapKeys(IEnumerable<string> constraints) =>
        $"Map keys must satisfy constraint: [{string.Join(", ", constraints)}]";

    public static string MapValues(IEnumerable<string> constraints) =>
        $"Map value must satisfy constraint: [{string.Join(", ", constraints)}]";
}
