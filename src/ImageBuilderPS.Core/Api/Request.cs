namespace ImageBuilderPS.Api;

/// <summary>A request of the EC2 Image Builder API; <see cref="OperationAttribute"/> says how it is sent.</summary>
public abstract class Request : Shape;

/// <summary>A request whose response is a <typeparamref name="TResponse"/>.</summary>
/// <typeparam name="TResponse">The response.</typeparam>
public abstract class Request<TResponse> : Request
    where TResponse : Response;

/// <summary>A response of the EC2 Image Builder API.</summary>
public abstract class Response : Shape
{
    /// <summary>The id that AWS support asks for.</summary>
    [NotInApi]
    public string? RequestId { get; set; }
}
