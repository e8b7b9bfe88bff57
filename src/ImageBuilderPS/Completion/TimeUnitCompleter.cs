using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes units of age.</summary>
public sealed class TimeUnitCompleter() : ValueCompleter(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Unit));
