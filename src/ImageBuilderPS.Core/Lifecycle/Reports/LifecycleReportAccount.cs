using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>One account and region of a report. In JSON each has a line of its own.</summary>
[OneLine]
public sealed class LifecycleReportAccount : Shape
{
    /// <summary>The account of the policies and images; null when not known.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The region of the policies and images; null when not known.</summary>
    public string? Region { get; internal set; }

    /// <summary>The role that was assumed to read it; null for none, and when not known.</summary>
    public string? RoleArn { get; internal set; }

    /// <summary>The profile that was to be used; null for none, and when not known.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>How it stands: <c>Good</c>, <c>Care</c> or <c>Bad</c>.</summary>
    public string Level => Standing.ToString();

    /// <summary>The same in words: <c>Blocked</c>.</summary>
    public string Verdict { get; internal set; } = "";

    /// <summary>Why it could not be read, or not all of it; null where all was read.</summary>
    public string? Error { get; internal set; }

    /// <summary>Whether a guard keeps its plan from being applied; null for others.</summary>
    public bool? IsBlocked { get; internal set; }

    /// <summary>Whether its plan creates or changes a policy; null for others.</summary>
    public bool? HasChanges { get; internal set; }

    /// <summary>How many policies its plan has; null for others.</summary>
    public int? PolicyCount { get; internal set; }

    /// <summary>What happens in it; null where nothing was read.</summary>
    public LifecycleReportTotals? Totals { get; internal set; }

    /// <summary>Account, region and verdict.</summary>
    public override string ToString() => $"{Place}: {Verdict}";

    internal ReportLevel Standing { get; set; }

    /// <summary>Whether something of it was read.</summary>
    internal bool IsRead => Totals is not null;

    /// <summary>The role of an account that could not be read, where the message does not name it.</summary>
    internal string? RoleToName => RoleArn is not null && Error?.Contains(RoleArn) == false ? RoleArn : null;

    /// <summary>The account and region in words.</summary>
    internal string Place => $"{AccountId ?? RoleArn ?? (ProfileName is null ? "account not known" : "profile " + ProfileName)}, {Region ?? "region not known"}";
}

/// <summary>A guard that keeps a plan of a report from being applied.</summary>
public sealed class LifecycleReportBlock : Shape
{
    /// <summary>The account of the plan; null when not known.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The region of the plan; null when not known.</summary>
    public string? Region { get; internal set; }

    /// <summary>The guard, a name of <see cref="Plans.LifecyclePlanGuard"/>: <c>MaximumDelete</c>.</summary>
    public string? Guard { get; internal set; }

    /// <summary>The policy; null where it is the plan as a whole.</summary>
    public string? PolicyName { get; internal set; }

    /// <summary>What is too much, in a sentence.</summary>
    public string? Message { get; internal set; }

    /// <summary>The parameter of New-IBLifecyclePlan that lifts the guard: <c>-MaximumDelete 120</c>.</summary>
    public string? Lift { get; internal set; }

    /// <summary>The first resources that it is about; empty where it is about a number.</summary>
    public string[]? Resources { get; internal set; }

    /// <summary>The guard and what is too much.</summary>
    public override string ToString() => $"{Guard}: {Message}";
}
