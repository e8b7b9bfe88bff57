using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Completers;

/// <summary>Completes what a lifecycle rule does.</summary>
public sealed class ActionCompleter() : ValueCompleter(typeof(LifecyclePolicyDetailAction), nameof(LifecyclePolicyDetailAction.Type));
