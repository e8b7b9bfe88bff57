using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Cmdlets.Lifecycle;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Output;

/// <summary>What an update does to a policy, in words: shown by -WhatIf and -Confirm.</summary>
/// <param name="request">The update.</param>
/// <param name="live">The policy as it is; null when it could not be read.</param>
internal sealed class PolicyChange(UpdateLifecyclePolicyRequest request, LifecyclePolicy? live)
{
    private const string Indent = "\n    ";

    /// <summary>The differences; null when the policy could not be read.</summary>
    public IReadOnlyList<LifecyclePolicyDifference>? Differences { get; } =
        live is null ? null : LifecyclePolicyDiff.Compare(live, request.ToPolicy());

    /// <summary>Whether the policy is known to be the same afterwards.</summary>
    public bool IsNone => Differences is { Count: 0 };

    /// <summary>What begins to run or to be deleted without being asked for in so many words; null when nothing does.</summary>
    public string? Warning
    {
        get
        {
            var deletion = DeletionWarning.Of(live, request.ToPolicy());
            if (request.Status is not null || !string.Equals(live?.Status, LifecyclePolicyStatus.Disabled, StringComparison.OrdinalIgnoreCase))
                return deletion;
            return $"{live?.Arn} is DISABLED and this update says no status, which enables it; -Status DISABLED keeps it disabled. {deletion}".TrimEnd();
        }
    }

    /// <summary>The change on one line.</summary>
    public string Headline =>
        $"Replace lifecycle policy {Arn.ShortName(request.LifecyclePolicyArn)}: {PolicyText.Rules(request.PolicyDetails)}, as role {Arn.ShortName(request.ExecutionRole)}";

    /// <summary>The differences, one a line; the request where there is nothing to compare with.</summary>
    /// <param name="colors">The colours.</param>
    /// <param name="unreadable">Why the policy could not be read.</param>
    public string Details(TextColors colors, string? unreadable)
    {
        if (Differences is null)
            return $"\nThe policy as it is could not be read ({unreadable}). The request:\n{PolicyDocument.Write(request).TrimEnd()}";
        return IsNone
            ? $"{Indent}no difference; nothing is sent without -Force"
            : string.Concat(Differences.Select(difference => Indent + colors.Paint(difference)));
    }

    /// <summary>What the next run would do, before and after the change.</summary>
    /// <param name="images">The account's images.</param>
    /// <param name="at">The time of the run.</param>
    /// <exception cref="ArgumentException">A policy cannot be evaluated.</exception>
    public string NextRun(IReadOnlyList<Image> images, DateTimeOffset at)
    {
        var before = live is null ? null : new LifecycleEvaluator(live).Summarize(images, at);
        var after = new LifecycleEvaluator(request.ToPolicy()).Summarize(images, at);
        var text = new StringBuilder($"\nThe next run, over {images.Count} images, before -> after:");
        var kinds = (before?.Rows ?? []).Concat(after.Rows).Select(row => row.Kind).Distinct().OrderBy(kind => kind);
        foreach (var (action, type) in kinds)
            text.Append($"{Indent}{action} {type}: {before?.Count(action, type).ToString(CultureInfo.InvariantCulture) ?? "?"} -> {after.Count(action, type)}");
        if (string.Equals(request.Status, LifecyclePolicyStatus.Disabled, StringComparison.OrdinalIgnoreCase))
            text.Append($"{Indent}The policy is DISABLED after this: no run takes place.");
        return text.ToString();
    }
}
