using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Rbin;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>
/// EC2's resources of one account in one region, and the changes that the API and Image Builder make to them. A change
/// throws EC2's error before anything has changed.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="stores">Keeps the resources.</param>
/// <param name="rules">The rules of the Recycle Bin.</param>
internal sealed class Ec2State(string account, StoreSet stores, OrderedStore<RetentionRule> rules)
{
    private const string SettingsKey = "settings";
    private static readonly TimeSpan Cooldown = TimeSpan.FromHours(24);
    private Dictionary<string, string>? idsByName;

    public OrderedStore<Ec2Image> Images { get; } = stores.Add<Ec2Image>("ami");

    public OrderedStore<Ec2Snapshot> Snapshots { get; } = stores.Add<Ec2Snapshot>("snapshot");

    public OrderedStore<Ec2Instance> Instances { get; } = stores.Add<Ec2Instance>("instance");

    public OrderedStore<LaunchTemplate> LaunchTemplates { get; } = stores.Add<LaunchTemplate>("launch-template");

    /// <summary>The deregistered AMIs that can be restored.</summary>
    public RecycleBin<Ec2Image> RecycledImages { get; } = new(RetainedType.Image, rules, stores.Add<Recycled<Ec2Image>>("recycled-ami"));

    /// <summary>The deleted snapshots that can be restored.</summary>
    public RecycleBin<Ec2Snapshot> RecycledSnapshots { get; } =
        new(RetainedType.Snapshot, rules, stores.Add<Recycled<Ec2Snapshot>>("recycled-snapshot"));

    /// <summary>The account's settings, under one key.</summary>
    public OrderedStore<Ec2Settings> StoredSettings { get; } = stores.Add<Ec2Settings>("ec2-settings");

    public Ec2Settings Settings
    {
        get => StoredSettings.Find(SettingsKey) ?? new();
        set => StoredSettings.Put(SettingsKey, value);
    }

    /// <summary>Adds an AMI and the snapshots that it consists of; replaces those of the same id.</summary>
    public void Register(Ec2Image image, params Ec2Snapshot[] snapshots)
    {
        foreach (var snapshot in snapshots)
            Snapshots.Put(snapshot.SnapshotId, snapshot);
        Images.Put(image.ImageId, image);
        Index(image);
    }

    /// <summary>The AMI of a name that this account owns; null when there is none.</summary>
    public Ec2Image? FindImageNamed(string name)
    {
        if (idsByName is not null && (!idsByName.TryGetValue(name, out var id) || IsNamed(id, name)))
            return id is null ? null : Images.Find(id);
        // The first time, and where the AMI of that name has gone: another one may have it.
        idsByName = [];
        foreach (var image in Images.After(null).Select(entry => entry.Value))
            Index(image);
        return idsByName.TryGetValue(name, out var found) ? Images.Find(found) : null;
    }

    /// <summary>An AMI that this account owns.</summary>
    /// <exception cref="ImageBuilderException">There is no such AMI, it is in the Recycle Bin, or another account owns it.</exception>
    public Ec2Image RequireImage(string id)
    {
        if (Images.Find(id) is { } image)
            return image.OwnerId == account ? image : throw Ec2Errors.NotOwner(Ec2Ids.Images.ResourceType, id);
        throw RecycledImages.Contains(id) ? Ec2Errors.ImageUnavailable(id, "it was deregistered.") : Ec2Ids.Images.NotFound(id);
    }

    /// <summary>Changes an AMI's description.</summary>
    public void Describe(string id, string description) => Update(RequireImage(id) with { Description = description });

    /// <summary>Sets a tag of an AMI, or removes it where the value is null.</summary>
    public void Tag(string id, string key, string? value)
    {
        var image = RequireImage(id);
        var tags = new TagMap(image.Tags);
        if (value is null)
            tags.Remove(key);
        else
            tags[key] = value;
        Update(image with { Tags = tags });
    }

    /// <summary>Shares an AMI, and ends its sharing.</summary>
    public void Share(string id, LaunchPermissions add, LaunchPermissions remove)
    {
        var image = RequireImage(id);
        if (image.IsDisabled)
            throw Ec2Errors.ImageUnavailable(id, "a disabled AMI can't be shared.");
        if (add.IsPublic && Settings.BlocksPublicImages)
            throw Ec2Errors.PublicAccessBlocked();
        Update(image with { LaunchPermissions = image.LaunchPermissions.Change(add, remove) });
    }

    /// <summary>Deprecates an AMI from a time on; null ends the deprecation.</summary>
    public void Deprecate(string id, DateTimeOffset? at) => Update(RequireImage(id) with { DeprecationTime = at });

    /// <summary>Disables an AMI: it cannot be launched, and nobody else has access to it any more.</summary>
    public void Disable(string id)
    {
        var image = RequireImage(id);
        if (image.State is not (ImageState.Available or ImageState.Disabled))
            throw Ec2Errors.ImageUnavailable(id, $"its state is {image.State}.");
        Update(image with { State = ImageState.Disabled, LaunchPermissions = new() });
    }

    /// <summary>Enables a disabled AMI. Whom it was shared with does not get it back. A deprecation stays.</summary>
    public void Enable(string id)
    {
        var image = RequireImage(id);
        if (image.IsDisabled)
            Update(image with { State = ImageState.Available });
    }

    /// <summary>Protects an AMI from being deregistered.</summary>
    public void Protect(string id, bool withCooldown) => Update(RequireImage(id) with
    {
        Protection = withCooldown ? DeregistrationProtection.EnabledWithCooldown : DeregistrationProtection.Enabled,
        ProtectedUntil = null,
    });

    /// <summary>Ends an AMI's protection: at once, or after the cooldown.</summary>
    public void Unprotect(string id, DateTimeOffset now)
    {
        var image = RequireImage(id);
        if (image.Protection == DeregistrationProtection.Disabled)
            return;
        Update(image with
        {
            Protection = DeregistrationProtection.Disabled,
            ProtectedUntil = image.Protection == DeregistrationProtection.EnabledWithCooldown ? now + Cooldown : null,
        });
    }

    /// <summary>Deregisters an AMI: it is in the Recycle Bin if a rule covers it, else it is gone.</summary>
    public void Deregister(string id, DateTimeOffset now)
    {
        var image = RequireImage(id);
        if (image.Protection != DeregistrationProtection.Disabled || image.ProtectedUntil > now)
            throw Ec2Errors.Protected(image);
        Images.Remove(id);
        RecycledImages.Add(id, image, image.Tags, now);
    }

    /// <summary>Restores an AMI from the Recycle Bin, as it was. Its snapshots must be restored first.</summary>
    public void Restore(string id, DateTimeOffset now)
    {
        var image = RecycledImages.Find(id, now) ?? throw Ec2Ids.Images.NotFound(id);
        if (image.SnapshotIds.FirstOrDefault(snapshot => Snapshots.Find(snapshot) is null) is { } missing)
            throw Ec2Ids.Snapshots.NotFound(missing);
        RecycledImages.Remove(id);
        Update(image);
    }

    /// <summary>Deletes a snapshot: it is in the Recycle Bin if a rule covers it, else it is gone.</summary>
    /// <exception cref="ImageBuilderException">There is no such snapshot, or an AMI consists of it.</exception>
    public void DeleteSnapshot(string id, DateTimeOffset now)
    {
        var snapshot = Snapshots.Find(id) ?? throw Ec2Ids.Snapshots.NotFound(id);
        if (snapshot.OwnerId != account)
            throw Ec2Errors.NotOwner(Ec2Ids.Snapshots.ResourceType, id);
        if (FindUser(id) is { } user)
            throw Ec2Errors.SnapshotInUse(id, user.ImageId);
        Snapshots.Remove(id);
        RecycledSnapshots.Add(id, snapshot, snapshot.Tags, now);
    }

    /// <summary>Lets others make volumes from a snapshot, and ends that.</summary>
    public void ShareSnapshot(string id, LaunchPermissions add, LaunchPermissions remove)
    {
        var snapshot = Snapshots.Find(id) ?? throw Ec2Ids.Snapshots.NotFound(id);
        if (snapshot.OwnerId != account)
            throw Ec2Errors.NotOwner(Ec2Ids.Snapshots.ResourceType, id);
        Snapshots.Put(id, snapshot with { CreateVolumePermissions = snapshot.CreateVolumePermissions.Change(add, remove) });
    }

    /// <summary>Restores a snapshot from the Recycle Bin, as it was.</summary>
    public Ec2Snapshot RestoreSnapshot(string id, DateTimeOffset now)
    {
        var snapshot = RecycledSnapshots.Find(id, now) ?? throw Ec2Ids.Snapshots.NotFound(id);
        RecycledSnapshots.Remove(id);
        Snapshots.Put(id, snapshot);
        return snapshot;
    }

    /// <summary>An AMI that consists of a snapshot, among others; null when there is none.</summary>
    public Ec2Image? FindUser(string snapshotId) =>
        Images.After(null).Select(entry => entry.Value).FirstOrDefault(image => image.SnapshotIds.Contains(snapshotId));

    private void Update(Ec2Image image)
    {
        Images.Put(image.ImageId, image);
        Index(image);
    }

    private void Index(Ec2Image image)
    {
        if (image.Name is { } name && image.OwnerId == account && idsByName is not null)
            idsByName[name] = image.ImageId;
    }

    private bool IsNamed(string id, string name) => Images.Find(id)?.Name == name;
}

/// <summary>The settings of an account in a region.</summary>
internal sealed record Ec2Settings
{
    /// <summary>Whether AMIs cannot be made public.</summary>
    public bool BlocksPublicImages { get; init; }
}
