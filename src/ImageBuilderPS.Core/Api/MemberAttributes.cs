namespace ImageBuilderPS.Api;

/// <summary>A member that the product adds to an API shape: never sent, and no constraint of the API concerns it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInApiAttribute : Attribute;

/// <summary>A time that the API writes as seconds since 1970 (its DateTimeTimestamp), where others are ISO 8601 strings.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EpochSecondsAttribute : Attribute;
