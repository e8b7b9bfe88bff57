using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Oracle;

/// <summary>Daily runs as the oracle plays them. They change the images that they are given.</summary>
public sealed class OracleRuns(LifecyclePolicy policy, IEnumerable<Image> images, IEnumerable<AmiFact> facts)
{
    private static readonly string[] States = ["DEPRECATED", "DISABLED", "DELETED"];

    private readonly List<Image> images = [.. images];
    private readonly OracleEc2 ec2 = new(facts);

    /// <summary>Decides as one run does, and does it: what is refused stays as it is.</summary>
    public List<OracleDecision> Run(DateTimeOffset at)
    {
        var decisions = new LinqLifecycleOracle(policy, images, at, ec2).Decide();
        var done = decisions.Where(decision => decision.Action is "Deprecate" or "Disable" or "Delete" && decision.Outcome != "Refused")
            .Where(decision => decision.Type is "Image" or "Ami")
            .ToDictionary(decision => decision.Id!, decision => decision.Action.ToUpperInvariant().TrimEnd('E') + "ED");
        foreach (var image in images)
        {
            image.State = After(image.State, done.GetValueOrDefault(image.Arn!));
            foreach (var ami in image.OutputResources?.Amis ?? [])
                ami.State = After(ami.State, done.GetValueOrDefault(ami.Image!));
        }
        // EC2 does not tell the snapshots of an AMI that it does not have any more.
        foreach (var ami in images.SelectMany(image => image.OutputResources?.Amis ?? []).Where(ami => done.GetValueOrDefault(ami.Image!) == "DELETED"))
            ami.SnapshotIds = [];
        images.RemoveAll(image => done.GetValueOrDefault(image.Arn!) == "DELETED");
        return decisions;
    }

    private static ImageState? After(ImageState? state, string? status) =>
        status is null || Array.IndexOf(States, state?.Status?.ToUpperInvariant()) >= Array.IndexOf(States, status) ? state : new() { Status = status };
}
