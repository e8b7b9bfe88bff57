using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Oracle;

/// <summary>What EC2 knows of the AMIs, and which of them the runs have deregistered, as the oracle remembers it.</summary>
public sealed class OracleEc2(IEnumerable<AmiFact> facts)
{
    private const string Success = "Success";
    private const string Unknown = "Unknown";

    private static readonly string[] States = ["DEPRECATED", "DISABLED", "DELETED"];

    private readonly Dictionary<string, AmiFact> facts = facts.ToDictionary(fact => fact.AmiId!);
    private readonly HashSet<string> deregistered = [];
    private readonly HashSet<string> perhapsDeregistered = [];

    internal AmiFact? Find(Ami ami) => ami.Image is not null && facts.TryGetValue(ami.Image, out var fact) ? fact : null;

    /// <summary>What becomes of an action on an AMI. The role is needed first, then the tag; only then EC2 is asked.</summary>
    internal (string Outcome, string Refusal) OfAmi(OracleRule rule, Ami ami, bool isCertain)
    {
        if (OracleAmi.IsMissing(ami))
            return (Success, "None");
        var fact = Find(ami);
        var isDone = fact?.State == "deregistered" || (fact?.State == "disabled" && rule.Action == "DISABLE");
        var tests = new (string Refusal, bool? IsRefused)[]
        {
            ("NoCrossAccountRole", fact is null ? null : fact.IsOfOtherAccount ? !fact.HasLifecycleRole : false),
            ("NoCreatedByTag", isDone ? false : fact?.Tags is { } tags ? !IsOfImageBuilder(tags) : null),
            ("DeregistrationProtection", rule.IsDelete && !isDone ? fact?.DeregistrationProtection is { } word ? word != "disabled" : null : false),
            ("AmiState", rule.Action == "DISABLE" && !isDone ? fact?.State is { } state ? state != "available" : null : false),
        };
        // What Image Builder has in the state already, or beyond, is done.
        var outcome = Array.IndexOf(States, ami.State?.Status?.ToUpperInvariant()) >= Array.IndexOf(States, rule.Status) ? (Success, "None") : Of(tests);
        if (rule.IsDelete && outcome.Item1 is Success or Unknown)
            (isCertain && outcome.Item1 == Success ? deregistered : perhapsDeregistered).Add(ami.Image!);
        return outcome;
    }

    /// <summary>What becomes of a snapshot of an AMI with this outcome: it goes with the last AMI that consists of it.</summary>
    internal (string Outcome, string Refusal) OfSnapshot(Ami ami, string ofAmi, string? id)
    {
        if (ofAmi == "Refused")
            return (ofAmi, "AmiStays");
        var snapshot = Find(ami)?.Snapshots?.FirstOrDefault(snapshot => snapshot.SnapshotId == id);
        if (snapshot?.Tags is { } tags && !IsOfImageBuilder(tags))
            return ("Refused", "NoCreatedByTag");
        if (ofAmi == Unknown || snapshot?.AmiIds is null)
            return (Unknown, "None");
        var others = snapshot.AmiIds.Where(other => other != ami.Image).Except(deregistered).ToList();
        return (others.Except(perhapsDeregistered).Any() ? "SharedSnapshot" : others.Count == 0 && snapshot.Tags is not null ? Success : Unknown, "None");
    }

    /// <summary>What becomes of an image: it stays with an AMI that cannot be changed.</summary>
    internal static (string Outcome, string Refusal) OfImage(IReadOnlyCollection<string> amis) =>
        amis.Contains("Refused") ? ("Refused", "AmiOfImage")
        : amis.Contains(Unknown) ? (Unknown, "None")
        : (Success, "None");

    private static (string Outcome, string Refusal) Of((string Refusal, bool? IsRefused)[] tests) =>
        tests.Any(test => test.IsRefused == true) ? ("Refused", tests.First(test => test.IsRefused == true).Refusal)
        : tests.Any(test => test.IsRefused is null) ? (Unknown, "None")
        : (Success, "None");

    private static bool IsOfImageBuilder(TagMap tags) => tags.TryGetValue("CreatedBy", out var creator) && creator == "EC2 Image Builder";
}
