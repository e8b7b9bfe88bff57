using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Completers;

/// <summary>Completes units of age.</summary>
public sealed class TimeUnitCompleter() : ValueCompleter(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Unit));
