using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Kinds of resources that a lifecycle policy acts on.</summary>
public enum LifecycleResourceType
{
    /// <summary>An image resource of Image Builder.</summary>
    Image,

    /// <summary>An AMI of an image.</summary>
    Ami,

    /// <summary>A snapshot behind such an AMI.</summary>
    Snapshot,

    /// <summary>A container image of an image.</summary>
    Container,
}
