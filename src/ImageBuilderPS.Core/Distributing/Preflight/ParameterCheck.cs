namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks the SSM parameters that get the AMI's id.</summary>
/// <remarks>Source: Image Builder service team's sample "Distribute AMIs to other accounts", common errors.</remarks>
internal static class ParameterCheck
{
    private const string Name = DistributeImageChecks.SsmParameters;
    private const string UsualPath = "/imagebuilder/";

    public static void Check(PreflightPlan plan, PreflightRows rows)
    {
        var parameters = plan.Entries
            .SelectMany(entry => (entry.SsmParameterConfigurations ?? []).Select(parameter => (entry.Region, Name: parameter.ParameterName ?? "", Account: plan.Other(parameter.AmiAccountId))))
            .Distinct()
            .ToList();
        if (parameters.Count == 0)
        {
            rows.Pass(Name, "No SSM parameter is written.");
            return;
        }
        var unusual = parameters.Where(parameter => !parameter.Name.StartsWith(UsualPath, StringComparison.Ordinal)).ToList();
        foreach (var (region, parameter, account) in unusual)
        {
            var role = account is null ? "the execution role" : $"the role {FailureDiagnosis.CrossAccountRole} of account {account}";
            rows.Warn(
                Name,
                $"The parameter {parameter} is not below {UsualPath}. {char.ToUpperInvariant(role[0])}{role.Substring(1)} needs ssm:PutParameter for it; the usual policies allow only what is below {UsualPath}.",
                $"Allow {role} ssm:PutParameter on {parameter}, or choose a name below {UsualPath}.",
                region,
                account);
        }
        rows.PassAll(Name, [.. parameters.Except(unusual).Select(parameter => $"{parameter.Region} {parameter.Name}")], $"below {UsualPath}.");
    }
}
