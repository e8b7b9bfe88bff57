namespace ImageBuilderPS.Contract;

/// <summary>What the service takes in a lifecycle policy and documents as meaningless.</summary>
/// <remarks>Source: user guide, lifecycle policy rules.</remarks>
internal static class LifecycleWarnings
{
    public static IEnumerable<string> Of(string? resourceType, LifecyclePolicyDetail[]? details)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < (details?.Length ?? 0); i++)
        {
            var (action, filter, path) = (details![i]?.Action?.Type, details[i]?.Filter?.Type, $"policyDetails[{i}]");
            if (action is null)
                continue;
            if (!seen.Add(action))
                yield return $"{path}.action.type: a second {action} rule; a policy acts by one rule of each action type.";
            if (Is(action, LifecyclePolicyDetailActionType.Delete))
                continue;
            if (Is(resourceType, LifecyclePolicyResourceType.ContainerImage))
                yield return $"{path}.action.type: {action} does nothing on container images; only DELETE does.";
            if (Is(filter, LifecyclePolicyDetailFilterType.Count))
                yield return $"{path}.filter.type: {action} works by AGE; COUNT does nothing here.";
        }
    }

    private static bool Is(string? value, string expected) =>
        string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
