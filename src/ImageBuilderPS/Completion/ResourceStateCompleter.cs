using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the states that an image can be put in by hand.</summary>
public sealed class ResourceStateCompleter() : ValueCompleter(typeof(ResourceState), nameof(ResourceState.Status));
