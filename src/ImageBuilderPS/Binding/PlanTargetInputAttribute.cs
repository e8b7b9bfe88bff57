using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Lets <c>-InputObject</c> of a plan accept every policy that an update accepts, and what creates one: a request, a
/// hashtable or parsed JSON with a name and without an ARN.
/// </summary>
public sealed class PlanTargetInputAttribute : PolicyInputAttribute
{
    private static readonly RequestInputAttribute Creation = new(typeof(CreateLifecyclePolicyRequest));

    /// <inheritdoc/>
    protected override bool IsRequest(object? value) => base.IsRequest(value) || IsCreation(value);

    /// <inheritdoc/>
    protected override object? Read(object inputData) => IsCreation(ContractReader.Bare(inputData))
        ? Creation.Transform(null!, inputData)
        : base.Read(inputData);

    private static bool IsCreation(object? value) => value is CreateLifecyclePolicyRequest
        || (value is not (null or LifecyclePolicy or LifecyclePolicySummary or UpdateLifecyclePolicyRequest)
            && MayHaveName(value) && ContractReader.Entries(value) is { } entries && Has(entries, nameof(CreateLifecyclePolicyRequest.Name))
            && !Has(entries, nameof(LifecyclePolicy.Arn)) && !Has(entries, nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn))
            && (value is IDictionary || Has(entries, nameof(CreateLifecyclePolicyRequest.PolicyDetails))));

    // Looks up the name first: reading all properties of any object may be slow, or fail.
    private static bool MayHaveName(object value) => value is IDictionary || PSObject.AsPSObject(value).Properties[nameof(CreateLifecyclePolicyRequest.Name)] is not null;
}
