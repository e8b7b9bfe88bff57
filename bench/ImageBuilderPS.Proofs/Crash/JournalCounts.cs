using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>How many changes of an operation the service's journal has, by client token and by resource.</summary>
internal sealed class JournalCounts
{
    private readonly Dictionary<(string Operation, string Text), int> counts = [];

    private JournalCounts(JsonNode page)
    {
        Last = (long)page["lastSequence"]!;
        foreach (var entry in page["entries"]!.AsArray())
        {
            Add(entry!, "clientToken");
            Add(entry!, "resource");
        }
    }

    /// <summary>The number of the newest change.</summary>
    public long Last { get; }

    /// <summary>Reads the changes after a number.</summary>
    public static async Task<JournalCounts> ReadAsync(ServiceClient service, long after) => new(await service.RequireAsync(
        HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/_local/journal?after={after}&max=10000")).ConfigureAwait(false));

    /// <summary>The number of changes with a client token, or of a resource.</summary>
    public int Of(string operation, string text) => counts.GetValueOrDefault((operation, text));

    private void Add(JsonNode entry, string member)
    {
        if ((string?)entry[member] is not { } text)
            return;
        var key = ((string)entry["operation"]!, text);
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}
