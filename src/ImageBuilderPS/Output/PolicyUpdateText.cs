using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Hazards;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Output;

/// <summary>Updates of policies as text, for -WhatIf, -Confirm and messages.</summary>
internal static class PolicyUpdateText
{
    private const string Indent = "\n    ";
    private const int MaxHazards = 20;

    /// <summary>The rules on one line: <c>DELETE by AGE 90 DAYS, DISABLE by AGE 60 DAYS</c>.</summary>
    public static string Rules(LifecyclePolicyDetail[]? details) => string.Join(", ", (details ?? []).Select(rule => $"{rule}"));

    /// <summary>The update on one line.</summary>
    public static string Headline(PolicyUpdate update) =>
        $"Replace lifecycle policy {Arn.ShortName(update.Request.LifecyclePolicyArn)}: {Rules(update.Request.PolicyDetails)}, "
        + $"as role {Arn.ShortName(update.Request.ExecutionRole)}";

    /// <summary>The differences, one a line; the request where there is nothing to compare with.</summary>
    /// <param name="update">The update.</param>
    /// <param name="colors">The colours.</param>
    /// <param name="readError">Why the policy could not be read; null when it was read.</param>
    public static string Details(PolicyUpdate update, TextColors colors, string? readError)
    {
        if (update.Differences is null)
            return $"\nThe current policy could not be read ({readError}). The request:\n{PolicyDocument.Write(update.Request).TrimEnd()}";
        return update.IsEmpty
            ? $"{Indent}no difference; nothing is sent without -Force"
            : string.Concat(update.Differences.Select(difference => Indent + colors.Paint(difference)));
    }

    /// <summary>What the next run would do, before and after the update.</summary>
    /// <param name="update">The update.</param>
    /// <param name="images">The account's images.</param>
    /// <param name="at">The time of the run.</param>
    /// <param name="facts">What EC2 knows of the AMIs; null when it was not asked.</param>
    /// <exception cref="ArgumentException">A policy cannot be evaluated.</exception>
    public static string NextRun(PolicyUpdate update, IReadOnlyList<Image> images, DateTimeOffset at, AmiFactIndex? facts)
    {
        var text = new StringBuilder($"\nThe next run, over {images.Count} images, before -> after:");
        foreach (var (action, type, before, after) in update.CompareNextRun(images, at, facts))
            text.Append($"{Indent}{action} {type}: {before?.ToString(CultureInfo.InvariantCulture) ?? "?"} -> {after}");
        if (facts is not null)
        {
            var found = update.FindHazards(images, at, facts);
            text.Append($"\nAfter: {found.Totals.ToLine()}{Hazards(found.Hazards)}");
        }
        if (update.Disables)
            text.Append($"{Indent}The policy is DISABLED after this: no run takes place.");
        return text.ToString();
    }

    /// <summary>Hazards, one a line; the first of many.</summary>
    public static string Hazards(IReadOnlyList<AmiHazard> hazards) =>
        string.Concat(hazards.Take(MaxHazards).Select(hazard => Indent + hazard))
        + (hazards.Count > MaxHazards ? $"{Indent}and {hazards.Count - MaxHazards} more; Get-IBLifecyclePreview shows all" : "");
}
