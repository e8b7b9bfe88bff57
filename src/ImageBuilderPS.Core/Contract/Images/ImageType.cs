namespace ImageBuilderPS.Contract;

/// <summary>Kinds of images.</summary>
public static class ImageType
{
    /// <summary>An Amazon machine image.</summary>
    public const string Ami = "AMI";

    /// <summary>A container image.</summary>
    public const string Docker = "DOCKER";
}
