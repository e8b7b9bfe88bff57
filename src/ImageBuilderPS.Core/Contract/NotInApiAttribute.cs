namespace ImageBuilderPS.Contract;

/// <summary>A member that the product adds to an API shape: never sent, and no constraint of the API concerns it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInApiAttribute : Attribute;
