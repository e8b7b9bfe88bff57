using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>What a distribution configuration asks for, as far as the regions can be used.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="ownAccount">The account of the call; null when unknown.</param>
internal sealed class PreflightPlan(DistributionConfiguration configuration, string? ownAccount)
{
    /// <summary>The account of the call; null when unknown.</summary>
    public string? OwnAccount => ownAccount;

    public DistributionConfiguration Configuration => configuration;

    /// <summary>The entries for AMIs. Once the regions are checked, those that can be used.</summary>
    public IReadOnlyList<Distribution> Entries { get; set; } = [.. DistributionTargets.AmiEntries(configuration).Where(entry => entry.Region is not null)];

    /// <summary>The accounts and regions that get a copy, each once.</summary>
    public IReadOnlyList<PreflightPlace> Places =>
        [.. Entries.SelectMany(entry => AccountsOf(entry).Select(account => new PreflightPlace(entry.Region!, account))).Distinct()];

    /// <summary>The accounts that get the copies of an entry; null stands for that of the call.</summary>
    public IEnumerable<string?> AccountsOf(Distribution entry) =>
        entry.AmiDistributionConfiguration?.TargetAccountIds is { Length: > 0 } accounts ? accounts.Select(Other).Distinct() : [null];

    /// <summary>The accounts other than that of the call, each once.</summary>
    public IReadOnlyList<string> OtherAccounts => [.. Entries.SelectMany(AccountsOf).OfType<string>().Distinct()];

    /// <summary>Null for the account of the call.</summary>
    public string? Other(string? account) => account == ownAccount ? null : account;
}

/// <summary>An account in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="AccountId">The account; null for that of the call.</param>
internal sealed record PreflightPlace(string Region, string? AccountId)
{
    /// <summary>The region, and the account if it is another one.</summary>
    public override string ToString() => AccountId is null ? Region : $"{Region} {AccountId}";

    /// <summary>Several of them. Where each account has each region, the regions and then the accounts.</summary>
    public static IReadOnlyList<string> ListAll(IReadOnlyCollection<PreflightPlace> places)
    {
        var regions = places.Select(place => place.Region).Distinct().ToList();
        var accounts = places.Select(place => place.AccountId).Distinct().ToList();
        return accounts.TrueForAll(account => account is null) ? regions
            : places.Count == regions.Count * accounts.Count
                ? [$"{PreflightRows.List(regions)} in {PreflightRows.List([.. accounts.Select(account => account ?? "the own account")])}"]
            : [.. places.Select(place => place.ToString())];
    }
}
