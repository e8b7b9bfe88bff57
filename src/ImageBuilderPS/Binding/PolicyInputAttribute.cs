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
/// Lets <c>-InputObject</c> also accept a lifecycle policy as read, as an object or as JSON, and a policy's summary from a
/// list. An object with an ARN and more members than a summary is that policy or an error; the policy that the ARN names is
/// not used instead.
/// </summary>
public class PolicyInputAttribute() : RequestInputAttribute(typeof(UpdateLifecyclePolicyRequest))
{
    private static readonly HashSet<string> SummaryMembers = new(
        ContractMember.Of(typeof(LifecyclePolicySummary)).Select(member => member.JsonName)
            .Append(nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)).Append(nameof(IExtensible.AdditionalMembers)),
        StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override bool IsRequest(object? value) =>
        value is LifecyclePolicy or LifecyclePolicySummary or CreateLifecyclePolicyRequest
        || base.IsRequest(value) || IsSummary(value) || HasRules(value);

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
                var request = ((LifecyclePolicy)ContractReader.Read(WithoutSecondArn(value, entries), typeof(LifecyclePolicy), "")!).ToUpdateRequest();
                request.IsSummary = IsSummary(value);
                return request;
            default:
                return base.Read(inputData);
        }
    }

    // ConvertTo-Json writes the ARN twice: as the API names it and as the module's objects do.
    private static object WithoutSecondArn(object value, IReadOnlyList<KeyValuePair<string, object?>> entries) =>
        Has(entries, nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn))
            ? entries.Where(entry => !entry.Key.EqualsIgnoreCase(nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)))
                .ToDictionary(entry => entry.Key, entry => entry.Value)
            : value;

    private static bool IsSummary(object? value) =>
        MembersWithArn(value) is { } entries && Has(entries, nameof(LifecyclePolicy.Arn)) && entries.All(entry => SummaryMembers.Contains(entry.Key));

    // Rules and selections are nested, also under a misspelt name. An object of another module has nested members of its
    // own, and no misspelt ones.
    private static bool HasRules(object? value) =>
        MembersWithArn(value) is { } entries
        && (Has(entries, nameof(LifecyclePolicy.Arn)) || Has(entries, nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)))
        && entries.Any(entry => entry.Key.EqualsIgnoreCase(nameof(LifecyclePolicy.PolicyDetails)) || entry.Key.EqualsIgnoreCase(nameof(LifecyclePolicy.ResourceSelection))
            || (value is PSObject && !SummaryMembers.Contains(entry.Key) && IsNested(entry.Value)));

    private static bool IsNested(object? value) =>
        ContractReader.Bare(value) is PSObject or (IEnumerable and not string) or LifecyclePolicyDetail or LifecyclePolicyResourceSelection;

    // The module's other objects bind by property name: the response of an update has an ARN too.
    private static IReadOnlyList<KeyValuePair<string, object?>>? MembersWithArn(object? value) =>
        value is null or Shape || !MayHaveArn(value) ? null : ContractReader.Entries(value);

    // Looks up the names first: reading all properties of any object may be slow, or fail.
    private static bool MayHaveArn(object value) => value is IDictionary
        || PSObject.AsPSObject(value).Properties[nameof(LifecyclePolicy.Arn)] is not null
        || PSObject.AsPSObject(value).Properties[nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)] is not null;

    private protected static bool Has(IEnumerable<KeyValuePair<string, object?>> entries, string name) => entries.Any(entry => entry.Key.EqualsIgnoreCase(name));
}
