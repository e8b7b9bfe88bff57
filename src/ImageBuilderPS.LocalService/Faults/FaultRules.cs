using System.Globalization;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Faults;

/// <summary>The rules by which calls and distributions fail, in the order in which they were added. Safe for many threads.</summary>
internal sealed class FaultRules
{
    private const int MaxRules = 1000;
    private readonly object gate = new();
    private readonly List<PlannedFault> planned = [];
    private long lastId;

    /// <summary>Adds rules.</summary>
    /// <returns>Their ids.</returns>
    /// <exception cref="ServiceQuotaExceededException">There are too many rules that can still apply.</exception>
    public string[] Add(IReadOnlyCollection<FaultRule> rules)
    {
        lock (gate)
        {
            if (planned.Count + rules.Count > MaxRules)
                planned.RemoveAll(fault => fault.IsExhausted);
            if (planned.Count + rules.Count > MaxRules)
                throw new ServiceQuotaExceededException($"The local service keeps at most {MaxRules} fault rules. Remove some with DELETE /_local/faults.");
            var added = rules.Select(rule => new PlannedFault((++lastId).ToString(CultureInfo.InvariantCulture), rule)).ToList();
            planned.AddRange(added);
            return [.. added.Select(fault => fault.Id)];
        }
    }

    /// <summary>Reads the rules while none of them changes.</summary>
    public T Read<T>(Func<IReadOnlyList<PlannedFault>, T> read)
    {
        lock (gate)
            return read(planned);
    }

    /// <summary>Removes a rule, or all of them.</summary>
    /// <param name="id">The rule's id; null for all.</param>
    /// <returns>How many were removed.</returns>
    public int Remove(string? id)
    {
        lock (gate)
            return planned.RemoveAll(fault => id is null || fault.Id == id);
    }

    /// <summary>The first rule that applies to a target, which counts it; null when the target does not fail.</summary>
    public FaultRule? Find(FaultTarget target)
    {
        lock (gate)
            return planned.FirstOrDefault(fault => fault.TryApply(target))?.Rule;
    }
}
