using System.Text;
using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Json;

namespace ImageBuilderPS.Policies;

/// <summary>A policy as a file: the JSON of UpdateLifecyclePolicy, the same text for the same policy.</summary>
internal static class PolicyDocument
{
    /// <summary>The text: members in the API's order, tags by key, a final newline. The client token is no part of a policy.</summary>
    /// <param name="request">The policy; stays as it is.</param>
    public static string Write(UpdateLifecyclePolicyRequest request)
    {
        var copy = ContractJson.FromBytes<UpdateLifecyclePolicyRequest>(ContractJson.ToBytes(request));
        copy.ClientToken = null;
        ContractValidator.Canonicalize(copy);
        if (copy.ResourceSelection is { } selection)
            selection.TagMap = Sorted(selection.TagMap);
        foreach (var exclusions in (copy.PolicyDetails ?? []).Select(detail => detail.ExclusionRules).OfType<LifecyclePolicyDetailExclusionRules>())
        {
            exclusions.TagMap = Sorted(exclusions.TagMap);
            if (exclusions.Amis is { } amis)
                amis.TagMap = Sorted(amis.TagMap);
        }
        return ContractJson.ToText(copy) + "\n";
    }

    /// <summary>Reads the text; unknown keys are errors.</summary>
    /// <param name="text">JSON.</param>
    /// <exception cref="ContractJsonException">The text is no such JSON.</exception>
    public static UpdateLifecyclePolicyRequest Read(string text) =>
        StrictJson.FromBytes<UpdateLifecyclePolicyRequest>(Encoding.UTF8.GetBytes(text));

    private static TagMap? Sorted(TagMap? tags)
    {
        if (tags is null)
            return null;
        var sorted = new TagMap();
        foreach (var tag in tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
            sorted.Add(tag.Key, tag.Value);
        return sorted;
    }
}
