namespace ImageBuilderPS.Api;

/// <summary>A structure of the EC2 Image Builder API: a request, a response, or a part of one.</summary>
/// <remarks>It has no members. Whoever walks over the contract knows by it which objects to go into.</remarks>
public abstract class Shape;
