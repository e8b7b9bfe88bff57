using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks the launch templates that get a new version.</summary>
/// <remarks>Source: Image Builder service team's sample "Distribute AMIs to other accounts", launch template gotcha.</remarks>
/// <param name="sites">The accounts and regions.</param>
internal sealed class LaunchTemplateCheck(PreflightSites sites)
{
    private const string Name = DistributeImageChecks.LaunchTemplates;

    public async Task CheckAsync(PreflightPlan plan, PreflightRows rows)
    {
        if (!rows.Makes(Name))
            return;
        var templates = plan.Entries
            .SelectMany(entry => (entry.LaunchTemplateConfigurations ?? []).Select(template => (entry.Region, Id: template.LaunchTemplateId!, Account: plan.Other(template.AccountId))))
            .Distinct()
            .ToList();
        if (templates.Count == 0)
        {
            rows.Pass(Name, "No launch template is updated.");
            return;
        }
        foreach (var (region, id, account) in templates.Where(template => template.Account is not null))
        {
            rows.Warn(
                Name,
                $"The launch template {id} of account {account} gets the AMI of the source account, not the copy of its own account. Launches fail unless that AMI is shared with it.",
                "Write the AMI id into an SSM parameter instead (ssmParameterConfigurations), and let the template resolve it: resolve:ssm:/imagebuilder/NAME.",
                region,
                account);
        }
        var own = templates.Where(template => template.Account is null).ToList();
        var reads = await PreflightSites.ReadAllAsync(own, template => sites.Get(template.Region!, null)
            .ReadAsync(Ec2Permissions.DescribeLaunchTemplates, (ec2, token) => ec2.HasLaunchTemplateAsync(template.Id, token), template.Id)).ConfigureAwait(false);
        foreach (var ((region, id, _), (exists, problem)) in reads)
        {
            if (problem is not null)
                rows.DoNotKnow(Name, problem, region);
            else if (!exists)
                rows.Fail(Name, $"{region} has no launch template {id}.", "Create the launch template, or take it out of the configuration.", region, plan.OwnAccount);
        }
        rows.PassAll(Name, [.. reads.Where(read => read.Read is { Problem: null, Value: true }).Select(read => $"{read.Place.Region} {read.Place.Id}")], "exists.");
    }
}
