namespace ImageBuilderPS.Contract;

/// <summary>A response of the EC2 Image Builder API.</summary>
public abstract class Response
{
    /// <summary>The id that AWS support asks for.</summary>
    [NotInApi]
    public string? RequestId { get; set; }
}
