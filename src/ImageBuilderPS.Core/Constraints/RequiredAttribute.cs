namespace ImageBuilderPS.Constraints;

/// <summary>The API refuses a request without this member.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
