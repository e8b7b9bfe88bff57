namespace ImageBuilderPS.Client;

/// <summary>A running local service; disposing it ends it.</summary>
public interface ILocalService : IDisposable
{
    /// <summary>Where it listens: <c>http://127.0.0.1:4577</c>.</summary>
    Uri Url { get; }
}
