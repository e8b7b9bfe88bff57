using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Rbin;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>The deleted resources of one type that can still be restored.</summary>
/// <param name="resourceType">The type, one of <see cref="RetainedType"/>.</param>
/// <param name="rules">The rules that say what is kept, and how long.</param>
/// <param name="items">Keeps the resources by id, those whose time is over included.</param>
internal sealed class RecycleBin<T>(string resourceType, OrderedStore<RetentionRule> rules, OrderedStore<Recycled<T>> items)
    where T : class, new()
{
    /// <summary>Takes a resource that was deleted, if a rule covers it. Of several rules that with the longest period counts.</summary>
    public void Add(string id, T resource, TagMap tags, DateTimeOffset now)
    {
        var days = rules.After(null)
            .Where(rule => rule.Value.Covers(resourceType, tags))
            .Max(rule => rule.Value.RetentionPeriod.RetentionPeriodValue);
        if (days is { } period)
            items.Put(id, new() { Resource = resource, EnterTime = now, ExitTime = now.AddDays(period) });
    }

    /// <summary>Whether a resource is here, or was until its time was over.</summary>
    public bool Contains(string id) => items.Find(id) is not null;

    /// <summary>What is here at a time, by id. That whose time is over is deleted.</summary>
    public IEnumerable<KeyValuePair<string, Recycled<T>>> At(DateTimeOffset now)
    {
        var entries = items.After(null).ToList();
        foreach (var entry in entries.Where(entry => entry.Value.ExitTime <= now))
            items.Remove(entry.Key);
        return entries.Where(entry => entry.Value.ExitTime > now);
    }

    /// <summary>A resource that is here at a time; null when there is none.</summary>
    public T? Find(string id, DateTimeOffset now) => At(now).FirstOrDefault(entry => entry.Key == id).Value?.Resource;

    /// <summary>Removes a resource, to restore it.</summary>
    public void Remove(string id) => items.Remove(id);
}
