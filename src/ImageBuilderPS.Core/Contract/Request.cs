namespace ImageBuilderPS.Contract;

/// <summary>A request of the EC2 Image Builder API; <see cref="OperationAttribute"/> says how it travels.</summary>
public abstract class Request;

/// <summary>A request that a <typeparamref name="TResponse"/> answers.</summary>
/// <typeparam name="TResponse">The response.</typeparam>
public abstract class Request<TResponse> : Request
    where TResponse : Response;
