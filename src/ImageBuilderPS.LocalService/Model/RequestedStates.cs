using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The phases of a distribution. TESTING and INTEGRATING occur if something asks for them.</summary>
internal static class RequestedStates
{
    /// <summary>The tag: <c>local:states</c> with the value <c>TESTING,INTEGRATING</c> or one of the two.</summary>
    public const string Tag = "local:states";

    /// <summary>The phases that a request's tags or its configuration ask for.</summary>
    public static IReadOnlyCollection<string> Optional(TagMap? tags, DistributionConfiguration configuration)
    {
        var requested = tags is not null && tags.TryGetValue(Tag, out var states) ? states.Split(',').Select(state => state.Trim()) : [];
        return [.. requested, .. Integration.IsRequested(configuration) ? [ImageStatus.Integrating] : Array.Empty<string>()];
    }

    /// <summary>The phases of a distribution, in their order.</summary>
    /// <param name="optional">The optional phases that occur.</param>
    public static string[] Phases(IReadOnlyCollection<string> optional) =>
    [
        .. new[] { ImageStatus.Pending, ImageStatus.Testing, ImageStatus.Distributing, ImageStatus.Integrating }
            .Where(phase => phase is ImageStatus.Pending or ImageStatus.Distributing || optional.Contains(phase)),
    ];
}
