namespace ImageBuilderPS.Contract;

/// <summary>A time that the API writes as seconds since 1970 (its DateTimeTimestamp), where others are ISO 8601 strings.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EpochSecondsAttribute : Attribute;
