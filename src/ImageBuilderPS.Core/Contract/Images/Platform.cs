namespace ImageBuilderPS.Contract;

/// <summary>Families of operating systems.</summary>
public static class Platform
{
    /// <summary>Windows.</summary>
    public const string Windows = "Windows";

    /// <summary>Linux.</summary>
    public const string Linux = "Linux";

    /// <summary>macOS.</summary>
    public const string MacOS = "macOS";
}
