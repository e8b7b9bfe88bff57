namespace ImageBuilderPS.Api;

/// <summary>A request with a client token, which makes it safe to send again.</summary>
public interface IIdempotent
{
    /// <summary>The token: unique for each change, the same for every attempt of it.</summary>
    string? ClientToken { get; set; }
}
