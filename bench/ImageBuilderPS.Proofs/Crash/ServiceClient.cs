using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>Calls a service. A call that gets no complete response throws an <see cref="HttpRequestException"/>.</summary>
internal sealed class ServiceClient(Uri url) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = url, Timeout = TimeSpan.FromMinutes(1) };

    public void Dispose() => http.Dispose();

    /// <summary>A call with members in a JSON body.</summary>
    public async Task<Reply> JsonAsync(HttpMethod method, string path, JsonObject? members = null)
    {
        var (status, error, body) = await SendAsync(
            method, path, members is null ? null : new StringContent(members.ToJsonString())).ConfigureAwait(false);
        return new(status, error, JsonNode.Parse(body)!);
    }

    /// <summary>The response of a call that has to succeed.</summary>
    /// <exception cref="InvalidOperationException">It is refused.</exception>
    public async Task<JsonNode> RequireAsync(HttpMethod method, string path, JsonObject? members = null)
    {
        var reply = await JsonAsync(method, path, members).ConfigureAwait(false);
        return reply.IsOk ? reply.Body : throw new InvalidOperationException($"{method} {path}: {reply}");
    }

    /// <summary>A call of Systems Manager.</summary>
    public async Task<Reply> SsmAsync(string operation, JsonObject members)
    {
        var content = new StringContent(members.ToJsonString(), new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        content.Headers.Add("X-Amz-Target", "AmazonSSM." + operation);
        var (status, error, body) = await SendAsync(HttpMethod.Post, "/", content).ConfigureAwait(false);
        return new(status, error, JsonNode.Parse(body)!);
    }

    /// <summary>A call of EC2: its status, and the elements of the response without their namespace.</summary>
    public async Task<(int Status, XElement Body)> Ec2Async(
        string action, IEnumerable<KeyValuePair<string, string>> parameters, string region = "us-east-1")
    {
        KeyValuePair<string, string>[] form = [new("Action", action), new("Version", "2016-11-15"), .. parameters];
        // The service reads the region from the credential scope. It has no keys, so that it does not check the signature.
        var scope = $"Credential=proof/20260101/{region}/ec2/aws4_request, SignedHeaders=host, Signature=0";
        var (status, _, body) = await SendAsync(
            HttpMethod.Post, "/", new FormUrlEncodedContent(form), new("AWS4-HMAC-SHA256", scope)).ConfigureAwait(false);
        var root = XElement.Parse(body);
        root.RemoveAttributes();
        foreach (var element in root.DescendantsAndSelf())
            element.Name = element.Name.LocalName;
        return (status, root);
    }

    private async Task<(int Status, string? Error, string Body)> SendAsync(
        HttpMethod method, string path, HttpContent? content, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = authorization;
        using var response = await http.SendAsync(request).ConfigureAwait(false);
        return (
            (int)response.StatusCode,
            response.Headers.TryGetValues("x-amzn-ErrorType", out var error) ? error.Single() : null,
            await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }
}

/// <summary>A response in JSON.</summary>
internal sealed record Reply(int Status, string? Error, JsonNode Body)
{
    public bool IsOk => Status == 200;

    public override string ToString() => $"{Status} {Error} {Body.ToJsonString()}";
}
