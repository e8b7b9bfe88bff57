namespace ImageBuilderPS.Contract;

/// <summary>What a policy applies to.</summary>
public static class LifecyclePolicyResourceType
{
    /// <summary>AMI images.</summary>
    public const string AmiImage = "AMI_IMAGE";

    /// <summary>Container images.</summary>
    public const string ContainerImage = "CONTAINER_IMAGE";
}
