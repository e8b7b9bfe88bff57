using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Oracle;

/// <summary>Random facts of EC2 from a seed, for the AMIs of <see cref="LifecycleSamples"/>.</summary>
public sealed class AmiFactSamples(int seed)
{
    private const string OtherAmi = "ami-other";
    private static readonly string[] Accounts = ["111111111111", "222222222222", "333333333333"];
    private static readonly string[] Regions = ["us-east-1", "eu-west-1", "ap-south-1"];
    private static readonly string?[] States =
        ["available", "available", "available", "available", "available", "available", "disabled", "deregistered", "pending", "failed", null];

    private readonly Random random = new(seed);

    /// <summary>Facts of most AMIs. Most of these AMIs lose what their images say of them, so that EC2 has to say it.</summary>
    public AmiFact[] Facts(IReadOnlyList<Image> images, DateTimeOffset at)
    {
        foreach (var outputs in images.Select(image => image.OutputResources).Where(outputs => outputs?.Amis is not null))
            outputs!.Amis = [.. outputs.Amis!.Select(ami => Chance(4) ? ami : Bare(ami))];
        foreach (var image in images.Where(image => image.OutputResources?.Amis is not null && Chance(40)))
            image.OutputResources = null;
        var amis = images.SelectMany(image => image.OutputResources?.Amis ?? []).ToLookup(_ => !Chance(12));
        AmiFact[] facts = [.. amis[true].Select(ami => Fact(ami, at, sharedSnapshots: 1 + (amis[true].Count() / 4)))];
        Share(facts, [OtherAmi, .. amis[false].Select(ami => ami.Image!)]);
        foreach (var fact in facts.Where(_ => Unknown()))
            fact.Snapshots = null;
        return facts;
    }

    private static Ami Bare(Ami ami) => new() { Image = ami.Image, Region = ami.Region, AccountId = ami.AccountId, State = ami.State };

    private AmiFact Fact(Ami ami, DateTimeOffset at, int sharedSnapshots)
    {
        var (state, isOther) = (Of(States), Chance(6));
        var fact = new AmiFact { AmiId = ami.Image, Region = ami.Region ?? Of(Regions), AccountId = ami.AccountId, State = state, IsOfOtherAccount = isOther };
        fact.HasLifecycleRole = isOther ? Of<bool?>([true, true, false, null]) : null;
        if (fact.IsGone)
        {
            (fact.IsPublic, fact.SharedAccounts, fact.Tags, fact.HasNeverLaunched, fact.Snapshots) = (false, [], [], true, []);
            fact.DeregistrationProtection = "disabled";
            return fact;
        }
        fact.IsPublic = Unknown() ? null : Chance(5);
        fact.SharedAccounts = Unknown() ? null : Chance(2) ? [] : [Of(Accounts)];
        fact.Tags = Unknown() ? null : Tags(random.Next(2));
        fact.DeregistrationProtection = Unknown() ? null : Of(["disabled", "disabled", "disabled", "disabled", "enabled-with-cooldown", "enabled-without-cooldown"]);
        fact.LastLaunchedTime = Chance(2) ? at.AddDays(1 - random.Next(Chance(2) ? 60 : 4)) : null;
        fact.HasNeverLaunched = fact.LastLaunchedTime is not null ? false : Unknown() ? null : true;
        fact.Snapshots = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(number => Snapshot(Chance(3) ? $"snap-shared-{random.Next(sharedSnapshots)}" : $"snap-{ami.Image}-{number}")).DistinctBy(snapshot => snapshot.SnapshotId)];
        return fact;
    }

    // EC2 tells of a snapshot which AMIs consist of it, also those that no image has, or that have no facts.
    private void Share(AmiFact[] facts, string[] otherAmis)
    {
        foreach (var same in facts.SelectMany(fact => (fact.Snapshots ?? []).Select(snapshot => (Snapshot: snapshot, Ami: fact.AmiId!))).GroupBy(use => use.Snapshot.SnapshotId))
        {
            string[] others = Chance(12) ? [Of(otherAmis)] : [];
            foreach (var (snapshot, _) in same)
                snapshot.AmiIds = Unknown() ? null : [.. same.Select(use => use.Ami), .. others];
        }
    }

    private AmiSnapshot Snapshot(string id) => new() { SnapshotId = id, Tags = Unknown() ? null : Tags(0) };

    private TagMap Tags(int count)
    {
        var tags = new TagMap();
        for (var i = 0; i < count; i++)
            tags[Of(["env", "keep", "Env"])] = Of(["prod", "dev", "yes", "Prod"]);
        if (!Chance(8))
            tags["CreatedBy"] = Chance(12) ? Of(["EC2 image builder", "somebody"]) : "EC2 Image Builder";
        return tags;
    }

    private bool Unknown() => Chance(25);

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Of<T>(T[] items) => items[random.Next(items.Length)];
}
