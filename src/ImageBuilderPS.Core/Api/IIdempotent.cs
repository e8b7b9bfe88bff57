namespace ImageBuilderPS.Api;

/// <summary>A request that a client token makes safe to send again.</summary>
public interface IIdempotent
{
    /// <summary>The token: unique per intended change, the same for every try of it.</summary>
    string? ClientToken { get; set; }
}
