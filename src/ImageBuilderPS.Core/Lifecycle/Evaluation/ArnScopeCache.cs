using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The scopes of a run's images. Each is parsed once: the images of an account are in a few regions.</summary>
internal sealed class ArnScopeCache
{
    private const int PrefixColons = 5;
    private static readonly ArnScope None = new(null);
    private readonly List<ArnScope> scopes = [];

    public ArnScope Get(Image image)
    {
        if (image.Arn is not { } arn)
            return None;
        foreach (var scope in scopes)
        {
            if (scope.Contains(arn))
                return scope;
        }
        return Add(arn);
    }

    private ArnScope Add(string arn)
    {
        var colons = 0;
        for (var i = 0; i < arn.Length; i++)
        {
            if (arn[i] != ':' || ++colons < PrefixColons)
                continue;
            var scope = new ArnScope(arn.Substring(0, i + 1));
            scopes.Add(scope);
            return scope;
        }
        return None;
    }
}
