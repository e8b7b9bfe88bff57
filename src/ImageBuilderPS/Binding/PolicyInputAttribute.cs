using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Binding;

/// <summary>Lets <c>-InputObject</c> also take a lifecycle policy as read, as an object or as JSON.</summary>
public sealed class PolicyInputAttribute() : RequestInputAttribute(typeof(UpdateLifecyclePolicyRequest))
{
    /// <inheritdoc/>
    protected override bool Knows(object? value) => value is LifecyclePolicy or CreateLifecyclePolicyRequest || base.Knows(value);

    /// <inheritdoc/>
    protected override object? Read(object inputData)
    {
        var names = ContractReader.Entries(inputData)?.Select(entry => entry.Key) ?? [];
        if (!names.Contains(nameof(LifecyclePolicy.Arn), StringComparer.OrdinalIgnoreCase))
            return base.Read(inputData);
        var policy = (LifecyclePolicy)ContractReader.Read(inputData, typeof(LifecyclePolicy), "")!;
        return new UpdateLifecyclePolicyRequest
        {
            LifecyclePolicyArn = policy.Arn,
            Description = policy.Description,
            Status = policy.Status,
            ExecutionRole = policy.ExecutionRole,
            ResourceType = policy.ResourceType,
            PolicyDetails = policy.PolicyDetails,
            ResourceSelection = policy.ResourceSelection,
        };
    }
}
