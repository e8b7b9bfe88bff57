using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks the target accounts: their ids, and the role that Image Builder needs in each.</summary>
/// <remarks>
/// Source: Image Builder user guide, "Set up cross-account AMI distribution with Image Builder"; IAM user guide,
/// "Troubleshoot access denied error messages" (what a message says of the policy that denies).
/// </remarks>
/// <param name="sites">The accounts and regions.</param>
internal sealed class AccountCheck(PreflightSites sites)
{
    private const string Role = FailureDiagnosis.CrossAccountRole;

    // What IAM says where the caller's own policies are the reason.
    private static readonly string[] OwnPolicies = ["identity-based policy", "permissions boundary", "service control policy", "session policy"];
    private static readonly AccountIdAttribute AccountId = new();

    /// <summary>Checks the ids of the accounts.</summary>
    public static void CheckIds(PreflightPlan plan, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.Accounts;
        var all = DistributionTargets.Accounts(plan.Configuration);
        var invalid = all.Where(account => !AccountId.IsValid(account)).ToList();
        foreach (var account in invalid)
            rows.Fail(Name, $"'{Violation.Shown(account)}' is not an account id of 12 digits.", "Correct the account in the configuration.", accountId: account);
        foreach (var entry in plan.Entries)
        {
            foreach (var twice in (entry.AmiDistributionConfiguration?.TargetAccountIds ?? []).GroupBy(account => account).Where(same => same.Count() > 1))
            {
                rows.Warn(
                    Name, $"{entry.Region} lists account {twice.Key} {twice.Count()} times; the account gets one copy.", "List each account once.", entry.Region, twice.Key);
            }
        }
        if (all.Count == 0)
            rows.Pass(Name, "The copies stay in the account of the call.");
        else
            rows.PassAll(Name, [.. all.Except(invalid)], "12 digits.");
    }

    /// <summary>Tries to assume the role in each account.</summary>
    public async Task CheckRolesAsync(PreflightPlan plan, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.CrossAccountRole;
        if (!rows.Makes(Name))
            return;
        var accounts = plan.OtherAccounts.Where(AccountId.IsValid).ToList();
        if (accounts.Count == 0)
        {
            rows.Pass(Name, "No other account gets a copy.");
            return;
        }
        var reads = await PreflightSites.ReadAllAsync(accounts, account => sites.HomeOf(account).ConnectAsync()).ConfigureAwait(false);
        foreach (var (account, problem) in reads)
        {
            if (problem is null)
                continue;
            if (IsRefusedByRole(problem))
            {
                rows.Fail(
                    Name,
                    $"The role {Role} of account {account} could not be assumed. AWS does not tell which it is: the role is missing, it does not trust "
                        + $"account {plan.OwnAccount ?? "of the call"}, or the caller may not assume it.",
                    $"Create the role in account {account} and let it trust account {plan.OwnAccount ?? "of the call"}. "
                        + $"If it trusts the execution role alone, leave the check out: -SkipCheck {Name}.",
                    accountId: account);
            }
            else
            {
                rows.DoNotKnow(Name, problem, accountId: account);
            }
        }
        rows.PassAll(Name, [.. reads.Where(read => read.Read is null).Select(read => read.Place)], $"{Role} can be assumed.");
    }

    private static bool IsRefusedByRole(AmiFactProblem problem) => PreflightRows.IsDenial(problem.ErrorCode)
        && !OwnPolicies.Any(policy => problem.Message?.IndexOf(policy, StringComparison.OrdinalIgnoreCase) >= 0);
}
