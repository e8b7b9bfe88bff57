using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>AMI exclusions from flat parameters.</summary>
internal static class AmiExclusionInput
{
    /// <summary>The exclusions that were asked for; null when none was.</summary>
    public static LifecyclePolicyDetailExclusionRulesAmis? Of(
        TagMap? tags, string[]? regions, string[]? sharedAccounts, bool isPublic, int? launchedWithin, string launchedWithinUnit) =>
        tags is null && regions is null && sharedAccounts is null && !isPublic && launchedWithin is null
            ? null
            : new()
            {
                IsPublic = isPublic ? true : null,
                Regions = regions,
                SharedAccounts = sharedAccounts,
                LastLaunched = launchedWithin is null ? null : new() { Value = launchedWithin, Unit = launchedWithinUnit },
                TagMap = tags,
            };
}
