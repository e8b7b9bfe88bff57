using System.Management.Automation;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Output;

/// <summary>Where an error comes from, in the data of its exception: a report over many accounts and regions has a row for it.</summary>
internal static class ErrorPlace
{
    private const string Prefix = "ImageBuilderPS.";

    /// <summary>Puts role, profile and region beside an error that has none yet.</summary>
    /// <param name="error">The error.</param>
    /// <param name="settings">The settings of the connection that it is of.</param>
    public static void Attach(ErrorRecord error, ConnectionSettings settings)
    {
        var data = error.Exception.Data;
        if (data.Contains(Prefix + nameof(ConnectionSettings.Region)))
            return;
        data[Prefix + nameof(ConnectionSettings.Region)] = settings.Region;
        data[Prefix + nameof(ConnectionSettings.RoleArn)] = settings.RoleArn;
        data[Prefix + nameof(ConnectionSettings.ProfileName)] = settings.ProfileName;
    }

    /// <summary>The settings, as far as the error has them.</summary>
    /// <param name="error">An error, also of another module.</param>
    public static ConnectionSettings Of(ErrorRecord error) => new()
    {
        Region = Text(error, nameof(ConnectionSettings.Region)),
        RoleArn = Text(error, nameof(ConnectionSettings.RoleArn)),
        ProfileName = Text(error, nameof(ConnectionSettings.ProfileName)),
    };

    private static string? Text(ErrorRecord error, string name) => error.Exception?.Data[Prefix + name] as string;
}
