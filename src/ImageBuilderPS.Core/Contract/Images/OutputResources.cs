using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What an image came out as.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class OutputResources
{
    /// <summary>One AMI per region and account.</summary>
    [ListConstraint(0, int.MaxValue)]
    public Ami[]? Amis { get; set; }

    /// <summary>Container images.</summary>
    [ListConstraint(0, int.MaxValue)]
    public Container[]? Containers { get; set; }

    /// <summary>How many outputs there are.</summary>
    public override string ToString() => $"{Amis?.Length ?? 0} AMIs, {Containers?.Length ?? 0} containers";
}
