using System.Management.Automation;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Lifecycle;

namespace ImageBuilderPS.Binding;

/// <summary>Lets <c>-InputObject</c> also take a lifecycle policy as read, as an object or as JSON.</summary>
public sealed class PolicyInputAttribute() : RequestInputAttribute(typeof(UpdateLifecyclePolicyRequest))
{
    /// <inheritdoc/>
    protected override bool Knows(object? value) => value is LifecyclePolicy or CreateLifecyclePolicyRequest || base.Knows(value);

    /// <inheritdoc/>
    protected override object? Read(object inputData)
    {
        var entries = ContractReader.Entries(inputData) ?? [];
        if (!entries.Any(entry => Is(entry.Key, nameof(LifecyclePolicy.Arn))))
            return base.Read(inputData);

        // ConvertTo-Json writes the ARN twice: as the API names it and as the module's objects do.
        var members = inputData is PSObject { BaseObject: LifecyclePolicy known }
            ? (object)known
            : entries.Where(entry => !Is(entry.Key, nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn)))
                .ToDictionary(entry => entry.Key, entry => entry.Value);
        return ((LifecyclePolicy)ContractReader.Read(members, typeof(LifecyclePolicy), "")!).ToUpdateRequest();
    }

    private static bool Is(string key, string name) => string.Equals(key, name, StringComparison.OrdinalIgnoreCase);
}
