using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>A plan as a file: JSON, the same text for the same plan, each decision on a line of its own.</summary>
public static class LifecyclePlanDocument
{
    /// <summary>The JSON path of the digest, in the error of a plan that was changed.</summary>
    public const string DigestPath = "$.digest";

    internal const int CurrentVersion = 1;

    /// <summary>The text of a file.</summary>
    /// <param name="plan">The plan.</param>
    public static string Write(LifecyclePlan plan) => ContractJson.ToText(plan) + "\n";

    /// <summary>Whether a file is a plan, rather than another file of this module.</summary>
    /// <param name="text">The JSON.</param>
    public static bool IsPlan(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("policies", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">The JSON.</param>
    /// <exception cref="ContractJsonException">The text is not a plan, or it is not as it was written; the message has the JSON path.</exception>
    public static LifecyclePlan Read(string text)
    {
        var plan = ContractJson.FromBytes<LifecyclePlan>(Encoding.UTF8.GetBytes(text));
        if (plan.Version is null || plan.Digest is null || plan.Policies is null || plan.Guards is null || plan.CreatedAt is null || plan.ValidUntil is null)
            throw new ContractJsonException("$", "got an object without version, digest, createdAt, validUntil, guards or policies, expected a plan that New-IBLifecyclePlan -Path wrote", null);
        if (plan.Version != CurrentVersion)
            throw new ContractJsonException("$.version", $"got {plan.Version}, expected {CurrentVersion}; make the plan again with this version of the module", null);
        if (DigestOf(plan) is var digest && plan.Digest != digest)
            throw new ContractJsonException(DigestPath, $"got {plan.Digest}, and the content has {digest}: the plan was changed after it was made; make it again", null);
        return plan;
    }

    /// <summary>Whether a plan is not as it was made.</summary>
    /// <param name="plan">The plan.</param>
    public static bool IsChanged(LifecyclePlan plan) => plan.Digest != DigestOf(plan);

    /// <summary>The digest of a plan's content.</summary>
    internal static string DigestOf(LifecyclePlan plan)
    {
        var digest = plan.Digest;
        plan.Digest = null;
        try
        {
            return PlanDigest.Of(ContractJson.ToBytes(plan));
        }
        finally
        {
            plan.Digest = digest;
        }
    }
}
