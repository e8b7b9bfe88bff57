using System.Text;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Control;
using ImageBuilderPS.LocalService.Http;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService;

/// <summary>A local service with its HTTP host.</summary>
internal sealed class RunningLocalService(LocalImageBuilder service, HttpHost host) : ILocalService
{
    /// <inheritdoc/>
    public Uri Url => host.Url;

    /// <inheritdoc/>
    public LocalServiceStatus Status => Use(state => new LocalServiceStatus(Url, service.Options, state.Value.Clock.Now, state.Value.Clock.IsStopped));

    /// <inheritdoc/>
    public void SetClock(DateTimeOffset? time, TimeSpan? advance, bool? isStopped) =>
        Use(state => StateOperations.SetClock(state.Value, time, advance, isStopped));

    /// <inheritdoc/>
    public void Reset(DateTimeOffset? time) => Use(state => StateOperations.Reset(state, time));

    /// <inheritdoc/>
    public string Save() => Encoding.UTF8.GetString(Use(state => StateOperations.Save(state.Value)));

    /// <inheritdoc/>
    public void Load(string state) => Use(current => StateOperations.Load(current, Encoding.UTF8.GetBytes(state)));

    /// <inheritdoc/>
    public void Dispose() => host.Dispose();

    private T Use<T>(Func<CurrentState, T> use) => service.UseAsync(use).GetAwaiter().GetResult();

    private void Use(Action<CurrentState> use) => Use(state =>
    {
        use(state);
        return true;
    });
}
