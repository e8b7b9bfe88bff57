using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageBuilderPS.Proofs.Secrets;

/// <summary>An STS that gives keys which the proof knows for every role.</summary>
internal sealed class RoleEndpoint : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly byte[] answer;

    public RoleEndpoint(string secretKey, string sessionToken)
    {
        answer = Encoding.UTF8.GetBytes($"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/Proof/session</Arn><AssumedRoleId>AROAPROOF:session</AssumedRoleId></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIAPROOF</AccessKeyId><SecretAccessKey>{secretKey}</SecretAccessKey><SessionToken>{sessionToken}</SessionToken>
            <Expiration>{DateTime.UtcNow.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}</Expiration></Credentials></AssumeRoleResult>
            <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata></AssumeRoleResponse>
            """);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Url);
        listener.Start();
        _ = Task.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Whether a role was assumed.</summary>
    public bool WasAsked { get; private set; }

    public void Dispose() => listener.Close();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync().ConfigureAwait(false);
                WasAsked = true;
                context.Response.ContentType = "text/xml";
                await context.Response.OutputStream.WriteAsync(answer).ConfigureAwait(false);
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }
}
