using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Lifecycle;

/// <summary>The scopes of a run's images, each read once.</summary>
internal sealed class ResourceScopes
{
    private static readonly ResourceScope Nowhere = new(null);
    private readonly List<ResourceScope> known = [];
    private ResourceScope last = Nowhere;

    public ResourceScope Of(Image image)
    {
        if (image.Arn is not { } arn)
            return Nowhere;
        var length = PrefixLength(arn);
        if (length < 0)
            return Nowhere;
        if (Is(last, arn, length))
            return last;
        foreach (var scope in known)
        {
            if (Is(scope, arn, length))
                return last = scope;
        }
        known.Add(last = new(arn.Substring(0, length)));
        return last;
    }

    private static bool Is(ResourceScope scope, string arn, int length) =>
        scope.ArnPrefix is { } prefix && prefix.Length == length && string.CompareOrdinal(prefix, 0, arn, 0, length) == 0;

    private static int PrefixLength(string arn)
    {
        var end = -1;
        for (var colons = 0; colons <= ResourceScope.AccountPart; colons++)
        {
            end = arn.IndexOf(':', end + 1);
            if (end < 0)
                return end;
        }
        return end;
    }
}
