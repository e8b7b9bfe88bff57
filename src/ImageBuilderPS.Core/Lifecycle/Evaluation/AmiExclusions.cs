using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>A rule's AMI-level exclusions, checked in the service's order; the first match wins.</summary>
internal sealed class AmiExclusions
{
    // Source: EC2's documentation of lastLaunchedTime.
    private static readonly TimeSpan ReportDelay = TimeSpan.FromHours(24);

    private readonly bool publicAmis;
    private readonly string[] regions;
    private readonly HashSet<string> accounts;
    private readonly TagMap? tags;

    private AmiExclusions(LifecyclePolicyDetailExclusionRulesAmis rules)
    {
        publicAmis = rules.IsPublic == true;
        regions = rules.Regions ?? [];
        accounts = new(rules.SharedAccounts ?? [], StringComparer.Ordinal);
        tags = rules.TagMap is { Count: > 0 } map ? map : null;
        if (rules.LastLaunched is { Value: { } value } launched)
            LastLaunched = new(value, launched.Unit);
    }

    public Period? LastLaunched { get; }

    public static AmiExclusions? Create(LifecyclePolicyDetailExclusionRulesAmis? rules) => rules is null ? null : new(rules);

    /// <summary>
    /// The exclusion that matches an AMI, or <see cref="ReasonKind.None"/>. None with unknown facts means that the result
    /// cannot be determined. A certain match counts even where an exclusion before it is unknown.
    /// </summary>
    public ReasonKind Match(KnownAmi known, Period.Window window, out string? detail, out UnknownFacts unknown)
    {
        unknown = UnknownFacts.None;
        detail = null;
        if (regions.Length > 0)
        {
            if (known.Region is not { } region)
                unknown |= UnknownFacts.Region;
            else if (ContainsRegion(regions, region))
                return WithDetail(ReasonKind.AmiInRegion, region, out detail);
        }
        if (publicAmis)
        {
            if (known.IsPublic is not { } isPublic)
                unknown |= UnknownFacts.Public;
            else if (isPublic)
                return ReasonKind.AmiPublic;
        }
        if (tags is not null)
        {
            if (known.Tags is not { } amiTags)
                unknown |= UnknownFacts.AmiTags;
            else if (ImageSelection.FirstOf(amiTags, tags) is { } key)
                return WithDetail(ReasonKind.AmiTagged, key, out detail);
        }
        if (accounts.Count > 0)
        {
            if (known.SharedAccounts is not { } shared)
                unknown |= UnknownFacts.SharedAccounts;
            else if (FirstShared(shared) is { } account)
                return WithDetail(ReasonKind.AmiShared, account, out detail);
        }
        if (LastLaunched is not null)
        {
            if (known.LastLaunchedTime is { } launched)
            {
                if (window.Contains(launched.UtcDateTime) && !MayBeUnreported(known, window))
                    return ReasonKind.AmiLaunched;
            }
            else if (!known.HasNeverLaunched)
            {
                unknown |= UnknownFacts.LastLaunched;
            }
        }
        return ReasonKind.None;
    }

    /// <summary>Whether the last launch is so recent that EC2 may not report it to the run yet: the launch then does not keep the AMI.</summary>
    public bool MayBeUnreported(KnownAmi known, Period.Window window) =>
        LastLaunched is not null && known.LastLaunchedTime is { } launched && window.IsWithinLast(ReportDelay, launched.UtcDateTime);

    private static ReasonKind WithDetail(ReasonKind kind, string matched, out string? detail)
    {
        detail = matched;
        return kind;
    }

    private static bool ContainsRegion(string[] regions, string region)
    {
        foreach (var candidate in regions)
        {
            if (candidate.EqualsIgnoreCase(region))
                return true;
        }
        return false;
    }

    private string? FirstShared(string[] shared)
    {
        foreach (var account in shared)
        {
            if (accounts.Contains(account))
                return account;
        }
        return null;
    }
}
