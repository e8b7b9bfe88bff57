using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>A connection that sends bytes as they are, and reads HTTP responses.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int MaxHeadBytes = 64 * 1024;
    private const int MaxBodyBytes = 4 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    /// <summary>Connects to a service.</summary>
    public static async Task<RawConnection> OpenAsync(Uri url)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(IPAddress.Parse(url.Host), url.Port).ConfigureAwait(false);
        return connection;
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Sends bytes. A service that has closed the connection already is no error: it may have answered before.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isLast">Whether the service is told that nothing follows.</param>
    public async Task SendAsync(byte[] bytes, bool isLast = false)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent), SocketFlags.None).AsTask().WaitAsync(Patience).ConfigureAwait(false);
            if (isLast)
                socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // What was answered can still be read.
        }
    }

    /// <summary>Reads a response.</summary>
    /// <param name="hasBody">Whether it has a body; that to HEAD has none.</param>
    /// <returns>The response; null when the service has closed the connection.</returns>
    /// <exception cref="TimeoutException">Nothing comes.</exception>
    /// <exception cref="InvalidDataException">This is not a whole HTTP response.</exception>
    public async Task<RawResponse?> ReadAsync(bool hasBody)
    {
        while (true)
        {
            int length;
            while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0)
            {
                if (end - start > MaxHeadBytes)
                    throw new InvalidDataException("A response has no end of its headers.");
                if (!await FillAsync().ConfigureAwait(false))
                    return end == start ? null : throw new InvalidDataException("The headers of a response are cut.");
            }
            var response = RawResponse.Parse(Encoding.Latin1.GetString(buffer, start, length));
            start += length + 4;
            if (response.Status == 100)
                continue;
            var body = hasBody ? response.ContentLength : 0;
            if (body > MaxBodyBytes)
                throw new InvalidDataException($"A response has more than {MaxBodyBytes >> 20} MB.");
            while (end - start < body)
            {
                if (!await FillAsync().ConfigureAwait(false))
                    throw new InvalidDataException("The body of a response is cut.");
            }
            response.Body = buffer.AsSpan(start, body).ToArray();
            start += body;
            return response;
        }
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
        try
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(end), SocketFlags.None).AsTask().WaitAsync(Patience).ConfigureAwait(false);
            end += read;
            return read > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A response as received.</summary>
internal sealed class RawResponse
{
    private RawResponse(int status, Dictionary<string, string> headers) => (Status, Headers) = (status, headers);

    public int Status { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public byte[] Body { get; set; } = [];

    public int ContentLength => Headers.TryGetValue("Content-Length", out var length)
        ? int.Parse(length, CultureInfo.InvariantCulture)
        : throw new InvalidDataException("A response has no Content-Length.");

    /// <summary>Whether the service closes the connection after it.</summary>
    public bool IsLast => Headers.TryGetValue("Connection", out var connection) && connection == "close";

    /// <exception cref="InvalidDataException">This is not HTTP/1.1.</exception>
    public static RawResponse Parse(string head)
    {
        var lines = head.Split("\r\n");
        var first = lines[0].Split(' ', 3);
        if (first.Length != 3 || first[0] != "HTTP/1.1" || !int.TryParse(first[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            throw new InvalidDataException($"The first line of a response is '{lines[0]}'.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            if (line.Split(": ", 2) is not [var name, var value] || !headers.TryAdd(name, value))
                throw new InvalidDataException($"A response has the header '{line}'.");
        }
        return new(status, headers);
    }
}
