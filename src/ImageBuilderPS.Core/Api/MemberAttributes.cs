namespace ImageBuilderPS.Api;

/// <summary>A member that this module adds to an API shape. It is never sent and has no constraint of the API.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInApiAttribute : Attribute;

/// <summary>A member that is part of the request's path, where the path has its name in braces, and of no query or body.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InPathAttribute : Attribute;

/// <summary>A time that the API writes as seconds since 1970 (its DateTimeTimestamp), while others are ISO 8601 strings.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EpochSecondsAttribute : Attribute;
