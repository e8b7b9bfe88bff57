using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The scopes of a run's images, each read once: few, since they are one account's regions.</summary>
internal sealed class ResourceScopes
{
    private static readonly ResourceScope Nowhere = new(null);
    private readonly List<ResourceScope> known = [];
    private ResourceScope last = Nowhere;

    public ResourceScope Of(Image image)
    {
        if (image.Arn is not { } arn)
            return Nowhere;
        if (last.IsOf(arn))
            return last;
        foreach (var scope in known)
        {
            if (scope.IsOf(arn))
                return last = scope;
        }
        var length = PrefixLength(arn);
        if (length < 0)
            return Nowhere;
        known.Add(last = new(arn.Substring(0, length)));
        return last;
    }

    /// <summary>How long the ARN is up to the account, its colon included; less than zero for what is no ARN.</summary>
    private static int PrefixLength(string arn)
    {
        var colons = 0;
        for (var i = 0; i < arn.Length; i++)
        {
            if (arn[i] == ':' && ++colons > ResourceScope.AccountPart)
                return i + 1;
        }
        return -1;
    }
}
