using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes what a lifecycle rule does.</summary>
public sealed class ActionCompleter() : ValueCompleter(typeof(LifecyclePolicyDetailAction), nameof(LifecyclePolicyDetailAction.Type));
