namespace ImageBuilderPS.Api.Constraints;

/// <summary>
/// In a request: the API rejects the request without this member. In a response: a response without this member, or with
/// an empty text in it, is not a response of the operation.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiRequiredAttribute : Attribute;
