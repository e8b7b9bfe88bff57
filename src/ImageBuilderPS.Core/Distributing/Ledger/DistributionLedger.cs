using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Distributing.Ledger;

/// <summary>
/// A file of JSON lines that only grows. Each input is in it, with its client token, before it is sent, and what became of it
/// afterwards. After a crash the same inputs get the same tokens again, so that the service carries out none twice. Safe for
/// many threads.
/// </summary>
internal sealed class DistributionLedger : IDisposable
{
    private const int Version = 1;
    private const byte NewLine = (byte)'\n';

    private readonly FileStream stream;
    private readonly TimeProvider clock;
    // A stream is not safe for many threads: also a flush takes turns with the writes.
    private readonly object gate = new();
    private readonly Dictionary<string, List<LedgerEntry>> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    private long flushed;

    private DistributionLedger(FileStream stream, TimeProvider clock) => (this.stream, this.clock) = (stream, clock);

    /// <summary>Opens a ledger, or begins one. Nobody else may write to it meanwhile.</summary>
    /// <param name="file">The file.</param>
    /// <param name="clock">The clock; the system's when left out.</param>
    /// <exception cref="IOException">The file cannot be opened, or another command has it.</exception>
    /// <exception cref="ContractJsonException">The file is not a ledger.</exception>
    public static DistributionLedger Open(string file, TimeProvider? clock = null)
    {
        var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, Sharing);
        try
        {
            var ledger = new DistributionLedger(stream, clock ?? TimeProvider.System);
            ledger.Read();
            return ledger;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The entry that <see cref="Take"/> would return of an earlier command; null for none.</summary>
    public LedgerEntry? Find(DistributeImageRequest request, bool isTokenGiven, string connection) => Find(KeyOf(request, isTokenGiven, connection));

    /// <summary>
    /// The entry of an input, new or of an earlier command. The second of two equal inputs is another entry: in the next
    /// command it is the second again.
    /// </summary>
    /// <param name="request">The request, with the token that it would be sent with.</param>
    /// <param name="isTokenGiven">Whether the caller gave that token: another token is then another input.</param>
    /// <param name="connection">The region and the role or profile that it is sent by.</param>
    /// <returns>The entry; the request gets its token.</returns>
    public LedgerEntry Take(DistributeImageRequest request, bool isTokenGiven, string connection)
    {
        var key = KeyOf(request, isTokenGiven, connection);
        var known = Find(key);
        taken[key] = CountTaken(key) + 1;
        if (known is not null)
        {
            request.ClientToken = known.ClientToken;
            return known;
        }
        var entry = Add(new(key, request.ClientToken!));
        entry.Position = Write(new()
        {
            Key = key,
            ClientToken = entry.ClientToken,
            Connection = connection,
            SourceImage = request.SourceImage,
            DistributionConfigurationArn = request.DistributionConfigurationArn,
        });
        return entry;
    }

    /// <summary>Returns when an entry is on the disk. Entries that are written meanwhile go to the disk together.</summary>
    public void Flush(LedgerEntry entry)
    {
        lock (gate)
        {
            if (flushed >= entry.Position)
                return;
            stream.Flush(flushToDisk: true);
            flushed = stream.Position;
        }
    }

    /// <summary>Records the image that an input became.</summary>
    public void RecordImage(LedgerEntry entry, string imageBuildVersionArn)
    {
        entry.ImageBuildVersionArn = imageBuildVersionArn;
        Write(new() { ClientToken = entry.ClientToken, ImageBuildVersionArn = imageBuildVersionArn });
    }

    /// <summary>Records that the service refused an input: it is sent again by the next command.</summary>
    public void RecordRefusal(LedgerEntry entry, ImageBuilderException error) =>
        Write(new() { ClientToken = entry.ClientToken, Status = error.ErrorCode, Reason = error.Message });

    /// <summary>Records how a distribution ended.</summary>
    public void RecordEnd(LedgerEntry entry, ImageDistribution distribution)
    {
        (entry.Status, entry.Reason, entry.Targets) = (distribution.Status, distribution.Reason, distribution.Targets);
        Write(new() { ClientToken = entry.ClientToken, Status = distribution.Status, Reason = distribution.Reason, Targets = distribution.Targets });
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    // Others may read. On Unix only the lock of a file that is not shared keeps another writer out, and it keeps no reader out.
    private static FileShare Sharing =>
#if NET
        OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
#else
        FileShare.Read;
#endif

    private static string KeyOf(DistributeImageRequest request, bool isTokenGiven, string connection)
    {
        var token = request.ClientToken;
        if (!isTokenGiven)
            request.ClientToken = null;
        var content = ContractJson.ToBytes(request);
        request.ClientToken = token;
        return ContentDigest.Of([content, Encoding.UTF8.GetBytes(connection)]);
    }

    private LedgerEntry? Find(string key) =>
        byKey.TryGetValue(key, out var entries) && CountTaken(key) is var count && count < entries.Count ? entries[count] : null;

    private int CountTaken(string key) => taken.TryGetValue(key, out var count) ? count : 0;

    private LedgerEntry Add(LedgerEntry entry)
    {
        if (!byKey.TryGetValue(entry.Key, out var same))
            byKey[entry.Key] = same = [];
        same.Add(entry);
        return entry;
    }

    private long Write(LedgerLine line)
    {
        line.At = clock.GetUtcNow();
        byte[] bytes = [.. ContractJson.ToBytes(line), NewLine];
        lock (gate)
        {
            stream.Write(bytes, 0, bytes.Length);
            // To the operating system: what a killed process wrote stays.
            stream.Flush();
            return stream.Position;
        }
    }

    private void Read()
    {
        var content = new byte[stream.Length];
        for (int read, at = 0; at < content.Length && (read = stream.Read(content, at, content.Length - at)) > 0; at += read)
        {
        }
        var entries = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        var (start, number) = (0, 0);
        for (int end; (end = Array.IndexOf(content, NewLine, start)) >= 0; start = end + 1)
            Read(content.AsSpan(start, end - start), ++number, entries);
        if (number == 0 && content.Length > 0)
            throw NotALedger(1, "it has no complete line");
        // A process that is killed may leave a part of a line. Nothing was sent for it.
        stream.SetLength(start);
        stream.Position = start;
        if (number == 0)
            Write(new() { DistributionLedger = Version });
    }

    private void Read(ReadOnlySpan<byte> json, int number, Dictionary<string, LedgerEntry> entries)
    {
        LedgerLine line;
        try
        {
            line = ContractJson.FromBytes<LedgerLine>(json);
        }
        catch (ContractJsonException error)
        {
            throw NotALedger(number, error.Message);
        }
        if (number == 1)
        {
            if (line.DistributionLedger != Version)
                throw NotALedger(1, $"got {(line.DistributionLedger is { } other ? $"version {other}" : "no distributionLedger")}, expected version {Version}");
            return;
        }
        if (line.ClientToken is not { } token)
            throw NotALedger(number, "it has no clientToken");
        if (line.Key is { } key)
        {
            entries[token] = Add(new(key, token));
        }
        else if (entries.TryGetValue(token, out var entry))
        {
            entry.ImageBuildVersionArn = line.ImageBuildVersionArn ?? entry.ImageBuildVersionArn;
            if (entry.ImageBuildVersionArn is not null && line.Status is not null)
                (entry.Status, entry.Reason, entry.Targets) = (line.Status, line.Reason, line.Targets ?? []);
        }
        else
        {
            throw NotALedger(number, $"the clientToken {token} is of no line before it");
        }
    }

    private static ContractJsonException NotALedger(int line, string reason) =>
        new($"line {line}", $"{reason}: this is not a ledger that -LedgerPath wrote; choose another file", null);
}
