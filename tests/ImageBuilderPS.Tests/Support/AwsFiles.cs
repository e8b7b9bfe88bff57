using System.Runtime.CompilerServices;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Tests.Support;

/// <summary>AWS configuration files of the test run's own. The SDK looks for their paths once a process, so this comes first.</summary>
public static class AwsFiles
{
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("ibps-");

    public static string Config => Path.Combine(Folder.FullName, "config");

    public static string Credentials => Path.Combine(Folder.FullName, "credentials");

    public static void Clear()
    {
        File.WriteAllText(Config, "");
        File.WriteAllText(Credentials, "");
    }

#pragma warning disable CA2255 // No test may read the developer's own files, whichever runs first.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void PointTheSdkHere()
    {
        Clear();
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", Config);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Credentials);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Delete(recursive: true);
    }
}
