using System.Globalization;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>How many files and sockets this process can still open.</summary>
internal static class FileDescriptors
{
    private const string Limits = "/proc/self/limits";
    private const string Open = "/proc/self/fd";
    private const string LimitName = "Max open files";

    /// <summary>The number that is free; null where the system does not say it, or has no limit.</summary>
    public static int? CountFree()
    {
        if (!File.Exists(Limits))
            return null;
        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(LimitName, StringComparison.Ordinal));
        var limit = line?.Substring(LimitName.Length).Split([' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? most - Directory.EnumerateFileSystemEntries(Open).Count()
            : null;
    }
}
