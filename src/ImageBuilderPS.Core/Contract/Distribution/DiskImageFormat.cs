namespace ImageBuilderPS.Contract;

/// <summary>Formats of exported disk images.</summary>
public static class DiskImageFormat
{
    /// <summary>VMware.</summary>
    public const string Vmdk = "VMDK";

    /// <summary>Raw blocks.</summary>
    public const string Raw = "RAW";

    /// <summary>Hyper-V.</summary>
    public const string Vhd = "VHD";
}
