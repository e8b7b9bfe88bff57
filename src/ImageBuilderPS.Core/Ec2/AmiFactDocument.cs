using System.Text;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Ec2;

/// <summary>Facts as a file, with the time of the read.</summary>
public sealed class AmiFactDocument
{
    /// <summary>The version of the format that this module writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int? Version { get; set; }

    /// <summary>When the facts were read.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>The facts.</summary>
    public AmiFact[]? Facts { get; set; }

    /// <summary>The text of a file: the earliest of the facts' times is the file's.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="now">The time for a file without facts.</param>
    public static string Write(IEnumerable<AmiFact> facts, DateTimeOffset now)
    {
        AmiFact[] all = [.. facts];
        return ContractJson.ToText(new AmiFactDocument
        {
            Version = CurrentVersion,
            ReadAt = all.Length == 0 ? now : all.Min(fact => fact.ReadAt),
            Facts = all,
        }) + "\n";
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">The JSON.</param>
    /// <exception cref="ContractJsonException">The text is not JSON of facts; the message has the JSON path.</exception>
    public static AmiFactDocument Read(string text)
    {
        var document = ContractJson.FromBytes<AmiFactDocument>(Encoding.UTF8.GetBytes(text));
        if (document.Version is null || document.ReadAt is null || document.Facts is null)
            throw new ContractJsonException("$", "got an object without version, readAt or facts, expected a file that Get-IBImageFact -Path wrote", null);
        if (document.Version != CurrentVersion)
            throw new ContractJsonException("$.version", $"got {document.Version}, expected {CurrentVersion}; read the facts again with this version of the module", null);
        ThrowIfNull(document.Facts, "$.facts");
        for (var i = 0; i < document.Facts.Length; i++)
            ThrowIfIncomplete(document.Facts[i], $"$.facts[{i}]");
        return document;
    }

    private static void ThrowIfIncomplete(AmiFact fact, string path)
    {
        if (string.IsNullOrEmpty(fact.AmiId))
            throw new ContractJsonException($"{path}.amiId", "got nothing, expected the id of an AMI", null);
        if (string.IsNullOrEmpty(fact.Region))
            throw new ContractJsonException($"{path}.region", "got nothing, expected a region", null);
        ThrowIfNull(fact.Snapshots, $"{path}.snapshots");
        ThrowIfNull(fact.InUseBy, $"{path}.inUseBy");
        ThrowIfNull(fact.Problems, $"{path}.problems");
    }

    private static void ThrowIfNull(object?[]? items, string path)
    {
        if (items is not null && Array.IndexOf(items, null) is >= 0 and var index)
            throw new ContractJsonException($"{path}[{index}]", "got null, expected an object", null);
    }
}
