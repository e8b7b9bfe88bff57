using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Lets <c>-InputObject</c> also take a lifecycle policy as read, as an object or as JSON, and a policy in short, as a
/// list has it. An object with an ARN and more than a list tells is that policy or an error, never the policy that the
/// ARN names.
/// </summary>
public sealed class PolicyInputAttribute() : RequestInputAttribute(typeof(UpdateLifecyclePolicyRequest))
{
    private static readonly HashSet<string> Short = new(
        ContractMember.Of(typeof(LifecyclePolicySummary)).Select(member => member.JsonName)
            .Append(nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)).Append(nameof(IExtensible.AdditionalMembers)),
        StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override bool Knows(object? value) =>
        value is LifecyclePolicy or LifecyclePolicySummary or CreateLifecyclePolicyRequest
        || base.Knows(value) || IsShort(value) || HasRules(value);

    /// <inheritdoc/>
    protected override object? Read(object inputData)
    {
        switch (ContractReader.Bare(inputData))
        {
            case LifecyclePolicy policy:
                return policy.ToUpdateRequest();
            case LifecyclePolicySummary summary:
                return summary.ToUpdateRequest();
            case { } value when value is not UpdateLifecyclePolicyRequest && ContractReader.Entries(value) is { } entries && Has(entries, nameof(LifecyclePolicy.Arn)):
                var request = ((LifecyclePolicy)ContractReader.Read(Renamed(value, entries), typeof(LifecyclePolicy), "")!).ToUpdateRequest();
                request.IsSummary = IsShort(value);
                return request;
            default:
                return base.Read(inputData);
        }
    }

    // ConvertTo-Json writes the ARN twice: as the API names it and as the module's objects do.
    private static object Renamed(object value, IReadOnlyList<KeyValuePair<string, object?>> entries) =>
        Has(entries, nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn))
            ? entries.Where(entry => !entry.Key.EqualsIgnoreCase(nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)))
                .ToDictionary(entry => entry.Key, entry => entry.Value)
            : value;

    private static bool IsShort(object? value) =>
        Members(value) is { } entries && Has(entries, nameof(LifecyclePolicy.Arn)) && entries.All(entry => Short.Contains(entry.Key));

    // Rules and selections are nested, under whatever name. An object of another module has nested members of its own,
    // and no misspelt ones.
    private static bool HasRules(object? value) =>
        Members(value) is { } entries
        && (Has(entries, nameof(LifecyclePolicy.Arn)) || Has(entries, nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)))
        && entries.Any(entry => entry.Key.EqualsIgnoreCase(nameof(LifecyclePolicy.PolicyDetails)) || entry.Key.EqualsIgnoreCase(nameof(LifecyclePolicy.ResourceSelection))
            || (value is PSObject && !Short.Contains(entry.Key) && IsNested(entry.Value)));

    private static bool IsNested(object? value) =>
        ContractReader.Bare(value) is PSObject or (IEnumerable and not string) or LifecyclePolicyDetail or LifecyclePolicyResourceSelection;

    // The module's other objects are bound by their properties: the answer of an update has an ARN too.
    private static IReadOnlyList<KeyValuePair<string, object?>>? Members(object? value) =>
        value is null or Shape || !MayHaveArn(value) ? null : ContractReader.Entries(value);

    // Asked by name first: to read all properties of any object may cost, or fail.
    private static bool MayHaveArn(object value) => value is IDictionary
        || PSObject.AsPSObject(value).Properties[nameof(LifecyclePolicy.Arn)] is not null
        || PSObject.AsPSObject(value).Properties[nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)] is not null;

    private static bool Has(IEnumerable<KeyValuePair<string, object?>> entries, string name) => entries.Any(entry => entry.Key.EqualsIgnoreCase(name));
}
