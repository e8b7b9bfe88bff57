namespace ImageBuilderPS.Api.Constraints;

/// <summary>
/// In a request: the API refuses it without this member. In a response: an answer without this member, or with an
/// empty text in it, is no answer of the operation.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiRequiredAttribute : Attribute;
