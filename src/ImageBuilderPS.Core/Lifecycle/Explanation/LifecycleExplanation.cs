namespace ImageBuilderPS.Lifecycle.Explanation;

/// <summary>What one part of a policy says of an image: its selection, a rule, or a rule's treatment of an output.</summary>
public sealed class LifecycleExplanation
{
    internal LifecycleExplanation(string? policyArn, string? imageArn, string part, string result, string reason)
    {
        LifecyclePolicyArn = policyArn;
        ImageArn = imageArn;
        Part = part;
        Result = result;
        Reason = reason;
    }

    /// <summary>The policy's ARN; null for a policy that has none.</summary>
    public string? LifecyclePolicyArn { get; }

    /// <summary>The image's ARN.</summary>
    public string? ImageArn { get; }

    /// <summary>The part: <c>resourceSelection</c>, <c>policyDetails[1] DELETE</c>, or the id of an output.</summary>
    public string Part { get; }

    /// <summary>
    /// <c>Selected</c> or <c>NotSelected</c> for the selection. For a rule or an output the action or <c>Keep</c>, <c>Skip</c>
    /// or <c>Unknown</c>; <c>NotAsked</c> where an earlier rule of the run acts.
    /// </summary>
    public string Result { get; }

    /// <summary>Why, in words; for what does not hold, what would have to.</summary>
    public string Reason { get; }

    /// <summary>One line.</summary>
    public override string ToString() => $"{Part}: {Result}, {Reason}";
}
