using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Trials;

/// <summary>Puts random images into a local service, with AMIs in several accounts and regions, and changes them in EC2.</summary>
internal sealed class RandomAccount(ServiceCaller service, int seed)
{
    public const string Own = "123456789012";
    public const string Region = "us-east-1";

    private const string CreatedBy = "CreatedBy";
    private const string ImageBuilder = "EC2 Image Builder";
    private const int SharedSnapshots = 4;
    private static readonly string[] BuildingStates = ["PENDING", "CREATING", "BUILDING", "IMPORTING", "TESTING", "DISTRIBUTING", "INTEGRATING"];
    private static readonly string[] RetainedTypes = ["EC2_IMAGE", "EBS_SNAPSHOT"];
    private static readonly string[] OtherAccounts = ["111122223333", "444455556666"];
    private static readonly string[] Regions = [Region, Region, Region, "eu-west-1", "ap-south-1"];

    private readonly Random random = new(seed);
    private readonly List<(string Account, string Region, string Id, string[] Snapshots)> amis = [];
    private int count;

    /// <summary>Adds images, roles and rules of the Recycle Bin, then changes some AMIs.</summary>
    public async Task FillAsync(LifecycleSamples samples, int images, DateTimeOffset at)
    {
        foreach (var account in OtherAccounts)
            await service.ControlAsync($"accounts?account={account}&role={LifecycleRoles.CrossAccount}&exists={(Chance(2) ? "true" : "false")}").ConfigureAwait(false);
        foreach (var type in RetainedTypes.Where(_ => Chance(2)))
            await service.RetainAsync(Own, Region, type, 1 + random.Next(30)).ConfigureAwait(false);
        Image[] added = [.. samples.Images(images, at).Select(image => Complete(image, at))];
        await service.ControlAsync("images", JsonSerializer.Serialize(added)).ConfigureAwait(false);
        await BreakAsync().ConfigureAwait(false);
        await ChangeAsync(oneIn: 3, at).ConfigureAwait(false);
    }

    /// <summary>Changes some AMIs and snapshots in EC2, as their owners may at any time.</summary>
    /// <param name="oneIn">One in so many AMIs.</param>
    /// <param name="at">The time.</param>
    public async Task ChangeAsync(int oneIn, DateTimeOffset at)
    {
        foreach (var (account, region, id, snapshots) in amis.Where(_ => Chance(oneIn)))
        {
            var image = ("ImageId", id);
            var snapshot = Of(snapshots);
            Task Call(string action, params (string Name, string Value)[] parameters) => service.Ec2Async(account, region, action, parameters);
            await (random.Next(15) switch
            {
                0 or 1 => Call("EnableImageDeregistrationProtection", image, ("WithCooldown", Chance(2) ? "true" : "false")),
                2 => Call("DeregisterImage", image),
                3 => Call("DeregisterImage", image, ("DeleteAssociatedSnapshots", "true")),
                4 => Call("DisableImage", image),
                5 => Call("EnableImage", image),
                6 => Call("RestoreImageFromRecycleBin", image),
                7 => Call("EnableImageDeprecation", image, ("DeprecateAt", at.AddDays(1 + random.Next(9)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
                8 => Call("ModifyImageAttribute", image, ("LaunchPermission.Add.1.UserId", "222222222222")),
                9 => Call("ModifyImageAttribute", image, ("LaunchPermission.Add.1.Group", "all")),
                10 => Call("DeleteTags", ("ResourceId.1", id), ("Tag.1.Key", CreatedBy)),
                11 => Call("CreateTags", ("ResourceId.1", Chance(2) ? id : snapshot), ("Tag.1.Key", CreatedBy), ("Tag.1.Value", Chance(3) ? "somebody" : ImageBuilder)),
                12 => Call("CreateTags", ("ResourceId.1", id), ("Tag.1.Key", "env"), ("Tag.1.Value", Chance(2) ? "prod" : "dev")),
                _ => Call("DeleteTags", ("ResourceId.1", snapshot), ("Tag.1.Key", CreatedBy)),
            }).ConfigureAwait(false);
        }
    }

    // An AMI that EC2 could not complete. No call leads there, so the state of the service is edited.
    private async Task BreakAsync()
    {
        var state = JsonNode.Parse((await service.ControlAsync("state", method: HttpMethod.Get).ConfigureAwait(false)).GetRawText())!;
        foreach (var record in state["records"]!.AsArray().Where(record => (string?)record!["kind"] == "ami" && Chance(25)))
            record!["value"]!["state"] = Chance(2) ? "failed" : "pending";
        await service.ControlAsync("state", state.ToJsonString(), HttpMethod.Put).ConfigureAwait(false);
    }

    // Image Builder knows the state and the date of each image; most are built. Only EC2's facts decide the rest.
    private Image Complete(Image image, DateTimeOffset at)
    {
        image.Arn = $"arn:aws:imagebuilder:{Region}:{Own}:{image.Arn!.Split(':')[^1]}";
        if (image.State?.Status is null or "NEWER" || (BuildingStates.Contains(image.State.Status) && !Chance(4)))
            image.State = new() { Status = "AVAILABLE" };
        image.DateCreated ??= at.AddDays(-random.Next(300));
        foreach (var ami in image.OutputResources?.Amis ?? [])
            Complete(ami, at);
        return image;
    }

    private void Complete(Ami ami, DateTimeOffset at)
    {
        var (account, number) = (Chance(4) ? random.Next(OtherAccounts.Length) : -1, ++count);
        (ami.AccountId, ami.Region) = (account < 0 ? Own : OtherAccounts[account], Of(Regions));
        if (Chance(25))
        {
            // A distribution that failed left no AMI here.
            (ami.Image, ami.State) = (null, new() { Status = Chance(2) ? "FAILED" : "CANCELLED" });
            return;
        }
        ami.Image = Id("ami-", number);
        ami.IsPublic = Chance(5);
        ami.SharedAccounts = Chance(2) ? [] : [Of(["111111111111", "222222222222", "333333333333"])];
        ami.LastLaunchedTime = Chance(2) ? at.AddDays(1 - random.Next(Chance(2) ? 60 : 4)) : null;
        ami.Tags = Tags();
        var place = ((account + 1) * Regions.Length) + Array.IndexOf(Regions, ami.Region);
        ami.SnapshotIds =
        [
            .. Enumerable.Range(1, 1 + random.Next(2))
                .Select(part => Chance(3) ? Id("snap-", (place * SharedSnapshots) + random.Next(SharedSnapshots)) : Id("snap-", (number * 100) + part))
                .Distinct(),
        ];
        amis.Add((ami.AccountId, ami.Region, ami.Image, ami.SnapshotIds));
    }

    private TagMap Tags()
    {
        var tags = new TagMap();
        if (Chance(2))
            tags[Of(["env", "keep", "Env"])] = Of(["prod", "dev", "yes", "Prod"]);
        if (!Chance(15))
            tags[CreatedBy] = ImageBuilder;
        return tags;
    }

    private static string Id(string prefix, int number) => prefix + number.ToString("x17", CultureInfo.InvariantCulture);

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Of<T>(T[] items) => items[random.Next(items.Length)];
}
