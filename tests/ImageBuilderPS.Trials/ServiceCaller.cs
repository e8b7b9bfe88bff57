using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ImageBuilderPS.Trials;

/// <summary>Calls the control paths, EC2 and the Recycle Bin of a local service, in any account and region.</summary>
internal sealed class ServiceCaller(Uri url) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = url };

    public void Dispose() => client.Dispose();

    /// <summary>Calls a control path.</summary>
    /// <returns>The response.</returns>
    public async Task<JsonElement> ControlAsync(string path, string body = "", HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, new Uri("/_local/" + path, UriKind.Relative)) { Content = new StringContent(body) };
        var text = await SendAsync(request, HttpStatusCode.OK).ConfigureAwait(false);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Changes something in EC2. What EC2 does not allow changes nothing.</summary>
    public async Task Ec2Async(string account, string region, string action, params (string Name, string Value)[] parameters)
    {
        var form = parameters.Prepend(("Action", action)).Append(("Version", "2016-11-15")).Select(item => KeyValuePair.Create(item.Item1, item.Item2));
        using var request = Signed(account, region, "ec2", "/", new FormUrlEncodedContent(form));
        await SendAsync(request, HttpStatusCode.OK, HttpStatusCode.BadRequest).ConfigureAwait(false);
    }

    /// <summary>Adds a rule of the Recycle Bin for what Image Builder made.</summary>
    public async Task RetainAsync(string account, string region, string resourceType, int days)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"ResourceType":"{{resourceType}}","RetentionPeriod":{"RetentionPeriodValue":{{days}},"RetentionPeriodUnit":"DAYS"},
             "ResourceTags":[{"ResourceTagKey":"CreatedBy","ResourceTagValue":"EC2 Image Builder"}]}
            """);
        using var request = Signed(account, region, "rbin", "/rules", new StringContent(body));
        await SendAsync(request, HttpStatusCode.Created, HttpStatusCode.OK).ConfigureAwait(false);
    }

    // A service without keys takes the account and the region from the scope, and does not check the signature.
    private static HttpRequestMessage Signed(string account, string region, string service, string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={account}/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0");
        return request;
    }

    private async Task<string> SendAsync(HttpRequestMessage request, params HttpStatusCode[] expected)
    {
        using var response = await client.SendAsync(request).ConfigureAwait(false);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
        return expected.Contains(response.StatusCode) ? text
            : throw new InvalidOperationException($"{request.RequestUri}: {response.StatusCode} {text}");
    }
}
