using System.Globalization;
using System.Text;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>Reads HTTP/1.1 requests from a connection, one after another.</summary>
internal sealed class HttpRequestReader(Stream stream)
{
    private const int MaxHeadBytes = 64 * 1024;
    private static readonly Encoding Latin1 = Encoding.GetEncoding("ISO-8859-1");

    private byte[] buffer = new byte[4 * 1024];
    private int start;
    private int end;

    // The unread bytes of the body or of the current chunk.
    private long remaining;
    private bool isChunked;
    private bool isFirstChunk;

    /// <summary>Waits for the first byte of a request.</summary>
    /// <returns>False when the caller has closed the connection.</returns>
    public async Task<bool> WaitAsync() => start < end || await FillAsync().ConfigureAwait(false);

    /// <summary>Reads the request line and the headers.</summary>
    /// <exception cref="ImageBuilderException">This is not HTTP.</exception>
    public async Task<HttpRequestHead> ReadHeadAsync()
    {
        var left = MaxHeadBytes;
        string first;
        do
            first = await ReadLineAsync(left).ConfigureAwait(false);
        while ((left -= first.Length + 2) > 0 && first.Length == 0);

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(left).ConfigureAwait(false) is { Length: > 0 } line)
        {
            left -= line.Length + 2;
            var colon = line.IndexOf(':');
            if (colon < 1 || line.Take(colon).Any(c => c is <= ' ' or > '~'))
                throw ProtocolErrors.BadRequest("a header is not of the form 'Name: value'.");
            var (name, value) = (line.Substring(0, colon), line.Substring(colon + 1).Trim());
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before},{value}" : value;
        }
        var head = HttpRequestHead.Parse(first, headers);
        (remaining, isChunked, isFirstChunk) = (head.ContentLength, head.IsChunked, true);
        return head;
    }

    /// <summary>Reads a part of the body.</summary>
    /// <returns>The number of bytes; 0 at the end of the body.</returns>
    /// <exception cref="EndOfStreamException">The caller closed the connection.</exception>
    public async Task<int> ReadBodyAsync(byte[] target)
    {
        if (remaining == 0 && isChunked)
            await NextChunkAsync().ConfigureAwait(false);
        if (remaining == 0)
            return 0;
        if (start == end)
            await RequireMoreAsync().ConfigureAwait(false);
        var count = (int)Math.Min(Math.Min(remaining, end - start), target.Length);
        Buffer.BlockCopy(buffer, start, target, 0, count);
        start += count;
        remaining -= count;
        return count;
    }

    private async Task NextChunkAsync()
    {
        if (!isFirstChunk)
            await ReadLineAsync(MaxHeadBytes).ConfigureAwait(false);
        isFirstChunk = false;
        var size = (await ReadLineAsync(MaxHeadBytes).ConfigureAwait(false)).Split(';')[0].Trim();
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out remaining) || remaining < 0)
            throw ProtocolErrors.BadRequest("the size of a chunk is not a hexadecimal number.");
        if (remaining > 0)
            return;
        isChunked = false;
        while ((await ReadLineAsync(MaxHeadBytes).ConfigureAwait(false)).Length > 0)
        {
            // Trailers are ignored.
        }
    }

    private async Task<string> ReadLineAsync(int maxBytes)
    {
        for (var searched = 0; ;)
        {
            var found = Array.IndexOf(buffer, (byte)'\n', start + searched, end - start - searched);
            if (found >= 0)
            {
                var length = found - start;
                var line = Latin1.GetString(buffer, start, length > 0 && buffer[found - 1] == '\r' ? length - 1 : length);
                start = found + 1;
                return line;
            }
            searched = end - start;
            if (searched >= maxBytes)
                throw ProtocolErrors.HeadTooLarge(MaxHeadBytes);
            await RequireMoreAsync().ConfigureAwait(false);
        }
    }

    private async Task RequireMoreAsync()
    {
        if (!await FillAsync().ConfigureAwait(false))
            throw new EndOfStreamException("The caller closed the connection during a request.");
    }

    private async Task<bool> FillAsync()
    {
        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = await stream.ReadAsync(buffer, end, buffer.Length - end).ConfigureAwait(false);
        end += read;
        return read > 0;
    }
}
