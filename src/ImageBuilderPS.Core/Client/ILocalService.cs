namespace ImageBuilderPS.Client;

/// <summary>A running local service; disposing it stops it.</summary>
public interface ILocalService : IDisposable
{
    /// <summary>The URL that it listens on: <c>http://127.0.0.1:4577</c>.</summary>
    Uri Url { get; }
}
