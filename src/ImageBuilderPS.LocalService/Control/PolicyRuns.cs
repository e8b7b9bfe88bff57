using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Runs policies on demand, where AWS runs them once a day.</summary>
internal static class PolicyRuns
{
    private static readonly LifecyclePolicyArnAttribute PolicyArn = new();

    /// <summary>Starts a run.</summary>
    /// <returns>The execution of the run.</returns>
    public static LifecycleExecution Start(
        string policyArn, string? at, Func<string, OperationContext> contextOf)
    {
        if (PolicyArn.Check("policy", policyArn).FirstOrDefault() is { } violation)
            throw new ValidationException(violation.ToString());
        var context = contextOf(Arn.Parse(policyArn)!.Region!);
        return PolicyRun.Start(context, PolicyOperations.Require(context, policyArn), at is null ? context.Now : TimeText.Parse("at", at)).View();
    }
}
