using ImageBuilderPS.Distributing;
using ImageBuilderPS.Lifecycle;
using ImageBuilderPS.LocalService.Faults;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The settings that all accounts and regions of a service share.</summary>
/// <param name="step">How long an image stays in each state of a distribution.</param>
/// <param name="stores">Keeps the settings, but for the fault rules.</param>
internal sealed class ServiceSettings(TimeSpan step, StoreSet stores)
{
    private const int DefaultRunning = 5000;
    private const int DefaultImages = 50_000;
    private const int DefaultSnapshotCopies = 20;
    private const string QuotaKey = "distributions";
    private const string ImagesKey = "amis";
    private const string SnapshotCopiesKey = "snapshotCopies";
    private const string WithoutRoles = "0000";
    private static readonly string[] CrossAccountRoles = [FailureDiagnosis.CrossAccountRole, LifecycleRoles.CrossAccount];
    private readonly OrderedStore<RoleSetting> roles = stores.Add<RoleSetting>("role");
    private readonly OrderedStore<QuotaSetting> quotas = stores.Add<QuotaSetting>("quota");
    private readonly OrderedStore<RegionSetting> regions = stores.Add<RegionSetting>("opt-in");
    private readonly OrderedStore<SourceSetting> sources = stores.Add<SourceSetting>("source-setting");

    /// <summary>How long an image stays in each state of a distribution.</summary>
    public TimeSpan Step { get; } = step;

    /// <summary>The rules by which calls and distributions fail. Safe for many threads.</summary>
    public FaultRules Faults { get; } = new();

    /// <summary>How many distributions may run at once in one region; 5000 unless set.</summary>
    public int MaxRunningDistributions
    {
        get => quotas.Find(QuotaKey)?.Value ?? DefaultRunning;
        set => quotas.Put(QuotaKey, new(value));
    }

    /// <summary>How many AMIs an account can have in a region, with those in the Recycle Bin; 50000 unless set.</summary>
    public int MaxImages
    {
        get => quotas.Find(ImagesKey)?.Value ?? DefaultImages;
        set => quotas.Put(ImagesKey, new(value));
    }

    /// <summary>How many snapshots EC2 copies to a region at a time, as Service Quotas says; 20 unless set. The copies here do not wait.</summary>
    public int MaxSnapshotCopies
    {
        get => quotas.Find(SnapshotCopiesKey)?.Value ?? DefaultSnapshotCopies;
        set => quotas.Put(SnapshotCopiesKey, new(value));
    }

    /// <summary>Whether an AMI id that nobody knows is refused as a source; false unless set.</summary>
    public bool RequiresKnownAmis
    {
        get => sources.Find("")?.RequiresKnownAmis is true;
        set => sources.Put("", new(value));
    }

    /// <summary>Opts an account in to a region.</summary>
    public void OptIn(string account, string region) => regions.Put($"{account}/{region}", new());

    /// <summary>Whether an account has opted in to a region that needs it.</summary>
    public bool HasOptedIn(string account, string region) => regions.Find($"{account}/{region}") is not null;

    /// <summary>Sets whether an account has a role.</summary>
    public void SetRole(string account, string role, bool exists) => roles.Put($"{account}/{role}", new(exists));

    /// <summary>Whether an account has a role. By default, accounts that end in 0000 do not have Image Builder's cross-account roles.</summary>
    public bool HasRole(string account, string role) => roles.Find($"{account}/{role}")?.Exists
        ?? (!account.EndsWith(WithoutRoles, StringComparison.Ordinal) || !CrossAccountRoles.Contains(role));

    private sealed record RoleSetting(bool Exists);

    private sealed record QuotaSetting(int Value);

    private sealed record RegionSetting;

    private sealed record SourceSetting(bool RequiresKnownAmis);
}
