using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks that accounts do not block public AMIs where AMIs are to be public.</summary>
/// <remarks>Source: EC2 user guide, "Block public access to your AMIs". New accounts block it from the beginning.</remarks>
/// <param name="sites">The accounts and regions.</param>
internal sealed class SharingCheck(PreflightSites sites)
{
    private const string Name = DistributeImageChecks.PublicAccess;
    private const string Everybody = "all";

    public async Task CheckAsync(PreflightPlan plan, PreflightRows rows)
    {
        if (!rows.Makes(Name))
            return;
        var places = plan.Entries
            .Where(entry => entry.AmiDistributionConfiguration?.LaunchPermission?.UserGroups?.Contains(Everybody) is true)
            .SelectMany(entry => plan.AccountsOf(entry).Select(account => new PreflightPlace(entry.Region!, account)))
            .Distinct()
            .ToList();
        if (places.Count == 0)
        {
            rows.Pass(Name, "No AMI is made public.");
            return;
        }
        var reads = await PreflightSites.ReadAllAsync(places, place => sites.Get(place.Region, place.AccountId)
            .ReadAsync(Ec2Permissions.GetImageBlockPublicAccessState, (ec2, token) => ec2.BlocksPublicImagesAsync(token))).ConfigureAwait(false);
        foreach (var (place, (isBlocked, problem)) in reads)
        {
            if (problem is not null)
            {
                rows.DoNotKnow(Name, problem, place.Region, place.AccountId);
            }
            else if (isBlocked)
            {
                rows.Fail(
                    Name,
                    $"The AMI is to be public, and the account blocks public access for AMIs.",
                    "Disable 'block public access for AMIs' there, or take the group 'all' out of the launch permissions.",
                    place.Region,
                    place.AccountId ?? plan.OwnAccount);
            }
        }
        rows.PassAll(Name, PreflightPlace.ListAll([.. reads.Where(read => read.Read is { Problem: null, Value: false }).Select(read => read.Place)]), "public AMIs are allowed.");
    }
}
