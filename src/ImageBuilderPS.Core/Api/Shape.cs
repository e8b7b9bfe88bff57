namespace ImageBuilderPS.Api;

/// <summary>A structure of the EC2 Image Builder API: a request, a response, or a part of one; or a record of this module that is read in the same way.</summary>
/// <remarks>It has no members. It marks the types whose members a walk over the contract visits.</remarks>
public abstract class Shape;
