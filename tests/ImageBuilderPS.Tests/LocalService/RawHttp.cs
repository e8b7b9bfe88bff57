using System.Net.Sockets;
using System.Text;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>Sends text as it is, HTTP or not.</summary>
internal static class RawHttp
{
    /// <summary>Everything that comes back until the service closes the connection.</summary>
    public static async Task<string> SendAsync(Uri url, string sent, bool halfClose = true, Action? whenSent = null)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(url.Host, url.Port);
        var stream = socket.GetStream();
        using var received = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(sent));
            if (halfClose)
                socket.Client.Shutdown(SocketShutdown.Send);
            whenSent?.Invoke();
            await stream.CopyToAsync(received).WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException)
        {
            // A broken connection is an end too.
        }
        return Encoding.ASCII.GetString(received.ToArray());
    }
}
