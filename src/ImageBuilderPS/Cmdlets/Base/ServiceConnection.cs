using ImageBuilderPS.Client;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>One endpoint, account and region that a cmdlet talks to, and what the cmdlet keeps for it from input to input.</summary>
/// <param name="service">The connection.</param>
/// <param name="settings">Its settings.</param>
public sealed class ServiceConnection(IImageBuilder service, ConnectionSettings settings)
{
    private readonly Dictionary<Type, object> kept = [];

    /// <summary>The connection.</summary>
    public IImageBuilder Service { get; } = service;

    /// <summary>Its settings with the region, for connections to other services.</summary>
    public ConnectionSettings Settings { get; } = settings with { Region = service.Region };

    /// <summary>The object of a type that is kept for this connection.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="create">Creates it at the first use.</param>
    public T Keep<T>(Func<T> create)
        where T : class
    {
        if (!kept.TryGetValue(typeof(T), out var value))
            kept[typeof(T)] = value = create();
        return (T)value;
    }

    /// <summary>All objects that are kept.</summary>
    public IEnumerable<object> Kept => kept.Values;

    /// <summary>Role or profile, and region, for messages.</summary>
    public override string ToString() => Describe(Settings);

    /// <summary>Role or profile, and region, for messages.</summary>
    /// <param name="settings">The settings of a connection, or of one that could not be made.</param>
    public static string Describe(ConnectionSettings settings)
    {
        var who = settings.RoleArn is { Length: > 0 } role ? $"role {role}, " : settings.ProfileName is { Length: > 0 } profile ? $"profile {profile}, " : "";
        return who + (settings.Region is null ? "the default region" : $"region {settings.Region}");
    }
}
