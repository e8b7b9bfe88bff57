using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Reports;

namespace ImageBuilderPS.Output;

/// <summary>Error records as the accounts of a report that could not be read.</summary>
internal static class UnreadAccounts
{
    /// <summary>The id of the error that only says that others came before it.</summary>
    public const string Incomplete = "PlanIncomplete";

    /// <summary>The accounts and regions of errors, each once, with all of its messages.</summary>
    /// <param name="errors">The errors.</param>
    public static IEnumerable<UnreadAccount> Of(IEnumerable<ErrorRecord> errors) => errors.GroupBy(ErrorPlace.Of).Select(place =>
    {
        var first = place.Where(error => !error.FullyQualifiedErrorId.StartsWith(Incomplete, StringComparison.Ordinal)).ToList();
        return Of(place.Key, string.Join(" ", (first.Count > 0 ? first : [.. place]).Select(CISystem.MessageOf).Distinct()));
    });

    /// <summary>One account and region.</summary>
    /// <param name="settings">The settings of its connection.</param>
    /// <param name="message">Why it could not be read.</param>
    public static UnreadAccount Of(ConnectionSettings settings, string message) => new(Arn.Parse(settings.RoleArn)?.AccountId, settings.Region, message)
    {
        RoleArn = settings.RoleArn,
        ProfileName = settings.ProfileName,
    };
}
