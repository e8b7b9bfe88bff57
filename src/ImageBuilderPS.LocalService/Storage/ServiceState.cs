using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Signing;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>The resources of all accounts and regions. Only one thread at a time may use it.</summary>
internal sealed class ServiceState
{
    private const int MaxRegions = 1000;

    // A clock that was set back by more starts again.
    private static readonly TimeSpan BuildDateWindow = TimeSpan.FromMinutes(10);
    private readonly Dictionary<(string Account, string Region), RegionState> regions = [];
    private readonly Schedule schedule = new();
    private readonly StateChanges changes;
    private readonly StoreSet stores;
    private readonly OrderedStore<Progress> progress;
    private readonly Action<OperationContext> fill;
    private int regionsInUse;
    private DateTimeOffset lastBuildDate;

    /// <param name="step">How long an image stays in each state of a distribution.</param>
    /// <param name="clock">The real clock.</param>
    /// <param name="changes">Takes what changes.</param>
    /// <param name="fill">Fills a region when a caller uses it for the first time.</param>
    public ServiceState(TimeSpan step, TimeProvider clock, StateChanges changes, Action<OperationContext> fill)
    {
        (this.changes, this.fill) = (changes, fill);
        stores = new("", "", changes);
        progress = stores.Add<Progress>("progress");
        Journal = new(stores.Add<JournalEntry>("journal"));
        Settings = new(step, stores);
        Clock = new(clock, stores.Add<ClockSetting>("clock"));
    }

    public ServiceSettings Settings { get; }

    public ServiceClock Clock { get; }

    /// <summary>The changes that calls have made.</summary>
    public Journal Journal { get; }

    /// <summary>The regions of accounts that have resources.</summary>
    public IReadOnlyCollection<RegionState> Regions => regions.Values;

    /// <summary>The context of a call: a region with its first resources, after all that is due until now.</summary>
    /// <exception cref="ServiceQuotaExceededException">Callers use too many regions.</exception>
    public OperationContext Open(string account, string region, RoleSession? session = null)
    {
        var now = Clock.Now;
        AdvanceTo(now);
        var state = Get(account, region);
        var context = new OperationContext(this, state, now) { Session = session };
        if (state.IsInUse)
            return context;
        if (regionsInUse >= MaxRegions)
        {
            throw new ServiceQuotaExceededException(
                $"Callers can use at most {MaxRegions} regions of accounts of a local service; {region} of account {account} exceeds that limit. Reset it to start with an empty state.");
        }
        regionsInUse++;
        state.SetInUse();
        fill(context);
        return context;
    }

    /// <summary>An account's resources in a region, such as the AMIs that others distributed to it.</summary>
    public RegionState Get(string account, string region)
    {
        if (!regions.TryGetValue((account, region), out var state))
            regions.Add((account, region), state = new(account, region, changes));
        return state;
    }

    /// <summary>Carries out all work that is due until a time.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        if (schedule.NextDue <= now)
        {
            schedule.AdvanceTo(now, (state, due) => new(this, state, due));
            progress.Put("", new(now));
        }
    }

    /// <summary>The build date of a distribution. AMI names show milliseconds, so that two of the same one get different dates.</summary>
    public DateTimeOffset TakeBuildDate(DateTimeOffset now)
    {
        var next = lastBuildDate.AddMilliseconds(1);
        return lastBuildDate = now > next || next - now > BuildDateWindow ? now : next;
    }

    /// <summary>Adds work to a region.</summary>
    public void Schedule(RegionState state, IScheduled work) => schedule.Add(state, work);

    /// <summary>All items.</summary>
    public IEnumerable<StateRecord> Save() => stores.Save().Concat(regions.Values.SelectMany(state => state.Stores.Save()));

    /// <summary>Removes all items.</summary>
    public void Clear()
    {
        stores.Clear();
        foreach (var state in regions.Values)
            state.Stores.Clear();
    }

    /// <summary>Adds items to an empty state. Work that was due meanwhile is carried out with the next call.</summary>
    /// <exception cref="InvalidDataException">An item cannot be read.</exception>
    public void Load(IEnumerable<StateRecord> records)
    {
        foreach (var record in records)
            (record.Account.Length == 0 ? stores : Get(record.Account, record.Region).Stores).Load(record);
        var since = progress.Find("")?.Time ?? Clock.Now;
        foreach (var state in regions.Values)
        {
            regionsInUse += state.IsInUse ? 1 : 0;
            state.Images.Reload();
            state.Executions.Reload();
            foreach (var work in UnfinishedWork.Of(state, since))
                schedule.Add(state, work);
        }
    }

    private sealed record Progress(DateTimeOffset Time);
}
