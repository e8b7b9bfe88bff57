using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>A filter of a list.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class Filter : Shape
{
    /// <summary>What is filtered by: letters.</summary>
    [FilterName]
    public string? Name { get; set; }

    /// <summary>1 to 10 values, any of which may match.</summary>
    [FilterValues]
    public string[]? Values { get; set; }
}
