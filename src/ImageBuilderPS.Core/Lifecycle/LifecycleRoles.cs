namespace ImageBuilderPS.Lifecycle;

/// <summary>The roles of lifecycle runs.</summary>
public static class LifecycleRoles
{
    /// <summary>The role that a run needs in each other account whose AMIs it changes. It must have this name.</summary>
    /// <remarks>Source: Image Builder's lifecycle sample.</remarks>
    public const string CrossAccount = "Ec2ImageBuilderCrossAccountLifecycleAccess";
}
