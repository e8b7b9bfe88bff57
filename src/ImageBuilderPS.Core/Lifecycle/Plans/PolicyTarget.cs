using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>A policy that a plan is made for.</summary>
/// <param name="After">The policy as it is to be. It has an ARN, or a name where it is created.</param>
/// <param name="Live">The live policy; null where there is none yet.</param>
public sealed record PolicyTarget(LifecyclePolicy After, LifecyclePolicy? Live)
{
    /// <summary>The policy as it was last applied, to find what somebody else changed; null when that is not known.</summary>
    public LifecyclePolicy? LastApplied { get; init; }

    /// <summary>The file that has the policy; null without a file.</summary>
    public string? Source { get; init; }

    /// <summary>The client token of the call; null for a new one.</summary>
    public string? ClientToken { get; init; }
}
