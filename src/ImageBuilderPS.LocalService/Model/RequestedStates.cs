using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The states of a distribution. A tag of the request can add TESTING and INTEGRATING.</summary>
internal static class RequestedStates
{
    /// <summary>The tag: <c>local:states</c> with the value <c>TESTING,INTEGRATING</c> or one of the two.</summary>
    public const string Tag = "local:states";

    /// <summary>The states before the last one, in their order.</summary>
    public static string[] States(TagMap? tags)
    {
        var requested = Requested(tags);
        return
        [
            ImageStatus.Pending,
            .. requested.Where(state => state == ImageStatus.Testing),
            ImageStatus.Distributing,
            .. requested.Where(state => state == ImageStatus.Integrating),
        ];
    }

    private static string[] Requested(TagMap? tags) =>
        tags is not null && tags.TryGetValue(Tag, out var states) ? [.. states.Split(',').Select(state => state.Trim()).Distinct()] : [];
}
