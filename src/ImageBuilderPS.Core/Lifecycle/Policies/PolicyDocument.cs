using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>
/// A policy as a file: the JSON of UpdateLifecyclePolicy, the same text for the same policy. Beside the API's members it
/// has when the policy was last updated, as read, and the members that this module does not know, by their paths.
/// </summary>
public static class PolicyDocument
{
    private const string DateUpdated = "dateUpdated";
    private const string Additional = "$additionalMembers";
    private const string ResponseMember = "lifecyclePolicy";
    private const string RequestId = "requestId";
    private const string Arn = "arn";
    private const string PolicyArn = "lifecyclePolicyArn";
    private const string Name = "name";

    /// <summary>The text: members in the API's order, tags by key, a final newline. The client token is not part of a policy.</summary>
    /// <param name="request">The policy; stays as it is.</param>
    public static string Write(UpdateLifecyclePolicyRequest request)
    {
        var copy = ContractJson.FromBytes<UpdateLifecyclePolicyRequest>(ContractJson.ToBytes(request));
        copy.ClientToken = null;
        EnumNormalizer.Normalize(copy);
        if (copy.ResourceSelection is { } selection)
            selection.TagMap = Sorted(selection.TagMap);
        foreach (var exclusions in (copy.PolicyDetails ?? []).Select(detail => detail.ExclusionRules).OfType<LifecyclePolicyDetailExclusionRules>())
        {
            exclusions.TagMap = Sorted(exclusions.TagMap);
            if (exclusions.Amis is { } amis)
                amis.TagMap = Sorted(amis.TagMap);
        }
        var additional = AdditionalMembers.Of(copy);
        AdditionalMembers.Clear(copy);
        copy.AdditionalMembers = new Dictionary<string, object?>();
        if (request.DateUpdated is { } updated)
            copy.AdditionalMembers.Add(DateUpdated, updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        if (additional.Count > 0)
            copy.AdditionalMembers.Add(Additional, additional.ToDictionary(member => member.Key, member => member.Value));
        return ContractJson.ToText(copy) + "\n";
    }

    /// <summary>Reads a policy; unknown keys are errors.</summary>
    /// <param name="text">The JSON.</param>
    /// <exception cref="ContractJsonException">The text is not JSON of a policy; the message has the JSON path.</exception>
    public static UpdateLifecyclePolicyRequest Read(string text)
    {
        // The AWS CLI's get-lifecycle-policy writes the policy as the service has it, inside the response.
        var (root, path) = (StrictJson.Parse(Encoding.UTF8.GetBytes(text)), "$");
        if (root is Dictionary<string, object?> response && response.TryGetValue(ResponseMember, out var policy))
        {
            if (response.Keys.FirstOrDefault(key => key is not (ResponseMember or RequestId)) is { } unknown)
                throw new ContractJsonException($"$.{unknown}", $"unknown key '{unknown}', expected one of {ResponseMember}, {RequestId}", null);
            (root, path) = (policy, $"$.{ResponseMember}");
        }
        var members = root as Dictionary<string, object?>;
        var additional = Take(members, Additional);
        var request = members?.ContainsKey(Arn) == true
            ? StrictJson.FromPlain<LifecyclePolicy>(members, path).ToUpdateRequest()
            : ReadRequest(root, members, path);
        Restore(request, additional);
        return request.PolicyDetails is null ? throw Incomplete(request, path) : request;
    }

    /// <summary>Reads a policy that may not exist yet: a file with a name and without an ARN has the members of CreateLifecyclePolicy.</summary>
    /// <param name="text">The JSON.</param>
    /// <returns>A <see cref="CreateLifecyclePolicyRequest"/> or an <see cref="UpdateLifecyclePolicyRequest"/>.</returns>
    /// <exception cref="ContractJsonException">The text is not JSON of a policy; the message has the JSON path.</exception>
    public static Request ReadNamed(string text)
    {
        var root = StrictJson.Parse(Encoding.UTF8.GetBytes(text));
        return root is Dictionary<string, object?> members && members.ContainsKey(Name) && !members.ContainsKey(PolicyArn) && !members.ContainsKey(Arn)
            ? StrictJson.FromPlain<CreateLifecyclePolicyRequest>(root, "$")
            : Read(text);
    }

    private static UpdateLifecyclePolicyRequest ReadRequest(object? root, Dictionary<string, object?>? members, string path)
    {
        var updated = Take(members, DateUpdated);
        var request = StrictJson.FromPlain<UpdateLifecyclePolicyRequest>(root, path);
        if (updated is null)
            return request;
        if (!PlainValue.TryRead(updated, typeof(DateTimeOffset), out var time))
            throw new ContractJsonException($"{path}.{DateUpdated}", $"got {PlainValue.Describe(updated)}, expected {PlainValue.Expected(typeof(DateTimeOffset))}", null);
        request.DateUpdated = (DateTimeOffset)time!;
        return request;
    }

    private static void Restore(UpdateLifecyclePolicyRequest request, object? additional)
    {
        const string Path = "$." + Additional;
        if (additional is null)
            return;
        if (additional is not Dictionary<string, object?> members)
            throw new ContractJsonException(Path, $"got {PlainValue.Describe(additional)}, expected an object of JSON paths", null);
        foreach (var member in members)
        {
            if (!AdditionalMembers.TryAdd(request, member.Key, member.Value))
                throw new ContractJsonException($"{Path}['{member.Key}']", "got the path of no place in this policy, expected one that Export-IBLifecyclePolicy wrote; remove it, or export the policy again", null);
        }
    }

    private static ContractJsonException Incomplete(UpdateLifecyclePolicyRequest request, string path) => new(
        path,
        "got an object without " + string.Join(", ", ContractMember.Of(typeof(UpdateLifecyclePolicyRequest))
            .Where(member => member.IsRequired && member.Property.Name != nameof(request.ClientToken) && member.Property.GetValue(request) is null)
            .Select(member => member.JsonName)) + ", expected a lifecycle policy",
        null);

    private static object? Take(Dictionary<string, object?>? members, string key)
    {
        if (members is null || !members.TryGetValue(key, out var value))
            return null;
        members.Remove(key);
        return value;
    }

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
