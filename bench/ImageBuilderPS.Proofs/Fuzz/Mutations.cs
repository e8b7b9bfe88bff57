using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>Breaks a call. It stays one HTTP request whose end is known, so that the service answers it once.</summary>
internal sealed class Mutations(Random random, Samples samples)
{
    private const string Mark = "@@value@@";
    private const int MaxBodyMutations = 3;
    private const int LargeBody = 3 << 19;

    private static readonly string[] JsonValues =
    [
        "null", "true", "0", "-1", "1e400", "-1e-400", "99999999999999999999999999", "2147483648", "-2147483649", "0.1", "1E2", "01", "NaN", "\"\"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\uffff\\ufffe\"", "\"\\u202e\"", "\"\\x\"", "'text'", "{}", "[]", "[[]]", "[null]", "{\"a\":1,\"a\":2}", "{\"\":\"\"}",
        "{\"__proto__\":{}}", "undefined", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00+14:00\"", "1e18", "-62135596800", "253402300800",
        new string('[', 500), new string('[', 60) + new string(']', 60), "{\"a\":" + new string('[', 100_000), $"\"{new string('a', 5000)}\"",
        "\"\u00e9\ud83d\ude00\"", "\"\\r\\nx: y\"", "\"{{ imagebuilder:buildDate }}\"", "\"arn:aws:imagebuilder:::\"", "\"arn:aws:imagebuilder:us-east-1:123456789012:image/a/1.0.0/99999999999999999999\"",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "-1", "0", "1e9", "99999999999999999999", "2147483648", "true", "null", "%00", "%ff%fe", "%zz", "%", "%u0041", "a%0d%0ab: c", "\u00e9", "\ud83d\ude00",
        "\ufffe", "<a>&amp;</a>", "'", "\"", "*", "?*?", "../..", "P30D", "P-1D", "PT0.0000001S", "P3000Y", "P99999999Y", "10675199.02:48:05",
        "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "10000-01-01", "arn:aws:imagebuilder:us-east-1:123456789012:image/a/1.0.0/1",
        "arn:::::", "ami-", "ami-0123456789abcdef0", "self", "all", new string('a', 3000), "after:", "YWZ0ZXI6", "YWZ0ZXI6RGVzY3JpYmVJbWFnZXM6YQ==",
    ];

    private static readonly string[] Paths =
    [
        "/", "//", "/GetImage/", "/getimage", "/GetImage%00", "/tags/", "/tags/%ff", "/tags/a/b", "/tags/arn%3Aaws%3Aimagebuilder%3Aus-east-1", "/_local/", "/_local/x",
        "/_local/health/", "/_local/journal%20", "/../GetImage", "/GetImage#a", "*", "GetImage", "http://localhost/GetImage", "http://[", "https://a/b", "/\u00e9",
        "/CreateComponent", "/ListComponents", "/?", "/GetImage?a", "/GetImage?=&&=&a==b&%", "/GetImage?" + new string('a', 5000), "/" + new string('/', 3000),
    ];

    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "\u00e9", "A"];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("Authorization",
        [
            "", "Basic YTpi", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256 Credential=", "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
            "AWS4-HMAC-SHA256 Credential=/////aws4_request,=,SignedHeaders", "AWS4-HMAC-SHA256 Credential=123456789012/20260601/us-east-1/ec2/aws4_request, Signature=1, Signature=2",
            "AWS4-HMAC-SHA256 Credential=000000000000/1/-/ssm/aws4_request", "AWS4-HMAC-SHA256 Credential=\u00e9/20260601/us-east-1/imagebuilder/aws4_request",
        ]),
        ("Host", ["", ":", "localhost:", "[::1]", "[", "]", "example.com", "127.0.0.1:99999", "localhost, localhost"]),
        ("Origin", ["null", "http://example.com"]),
        ("Sec-Fetch-Site", ["none", "cross-site", ""]),
        ("Content-Type", ["", "text/html", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data"]),
        ("Content-Encoding", ["gzip", "br"]),
        ("X-Amz-Target", ["", "AmazonSSM.", "AmazonSSM", "AmazonSSM.GetParameter", "AmazonSSM.Get.Parameter", "Other.GetParameter", "."]),
        ("X-Amz-Date", ["", "99999999T999999Z", "20260601T000000Z"]),
        ("X-Amz-Security-Token", ["", "a", "////", "eyJhIjoxfQ==", new string('A', 4000)]),
        ("Connection", ["keep-alive", "upgrade", ""]),
        ("Upgrade", ["h2c", "websocket"]),
        ("Expect", ["100-continue", "200-ok"]),
        ("Cookie", [new string('c', 5000)]),
        ("X-Other", ["", "\u00ff\u0080", "\t", new string('x', 20_000)]),
    ];

    /// <summary>Changes one or more parts of a call.</summary>
    public void Apply(Call call)
    {
        var kind = random.Next(100);
        if (kind < 60 && call.Body.Length > 0)
        {
            for (var i = random.Next(MaxBodyMutations); i >= 0; i--)
                ChangeBody(call);
        }
        else if (kind < 80)
        {
            ChangeQuery(call);
        }
        else if (kind < 88)
        {
            ChangeHeader(call);
        }
        else if (kind < 93)
        {
            call.Path = samples.Pick(Paths);
        }
        else if (kind < 98)
        {
            call.Method = samples.Pick(Methods);
        }
        else if (kind < 99)
        {
            call.Body = [.. Enumerable.Repeat((byte)' ', random.Next(20) == 0 ? LargeBody : 1000)];
        }
        else
        {
            ChangeHeader(call);
            ChangeQuery(call);
        }
    }

    private void ChangeQuery(Call call)
    {
        if (call.Query.Count == 0)
        {
            call.Query.Add(new(samples.Pick(["a", "", "region", "policy", "Version", "Action", "maxResults"]), samples.Pick(Texts)));
            return;
        }
        var index = random.Next(call.Query.Count);
        var pair = call.Query[index];
        if (random.Next(4) == 0)
            call.Query.RemoveAt(index);
        else if (random.Next(6) == 0)
            call.Query.Add(pair);
        else
            call.Query[index] = random.Next(6) == 0 ? new(samples.Pick(Texts), pair.Value) : new(pair.Key, samples.Pick(Texts));
    }

    private void ChangeHeader(Call call)
    {
        var (name, values) = samples.Pick(Headers);
        if (name == "Host")
            call.Host = samples.Pick(values);
        else
            call.Headers.Add(new(name, samples.Pick(values)));
    }

    private void ChangeBody(Call call)
    {
        if (random.Next(5) == 0)
            call.Body = ChangeBytes(call.Body);
        else if (call.Body.Length > 0 && call.Body[0] is (byte)'{' or (byte)'[')
            call.Body = ChangeJson(call.Body);
        else
            call.Body = ChangeForm(call.Body);
    }

    private byte[] ChangeBytes(byte[] bytes)
    {
        if (bytes.Length == 0)
            return [(byte)random.Next(256)];
        var at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                bytes = [.. bytes];
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]];
            default:
                return [.. bytes[..at], (byte)random.Next(256), (byte)random.Next(256), .. bytes[at..]];
        }
    }

    private byte[] ChangeJson(byte[] bytes)
    {
        try
        {
            return ChangeJson(JsonNode.Parse(bytes, documentOptions: new() { AllowDuplicateProperties = false })!);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // It is broken already.
            return ChangeBytes(bytes);
        }
    }

    private byte[] ChangeJson(JsonNode root)
    {
        var nodes = new List<JsonNode>();
        Collect(root, nodes);
        var node = samples.Pick(nodes);
        if (node is JsonObject { Count: > 0 } item)
        {
            var name = samples.Pick([.. item.Select(member => member.Key)]);
            switch (random.Next(8))
            {
                case 0:
                    item.Remove(name);
                    break;
                case 1:
                    var value = item[name]?.DeepClone();
                    item.Remove(name);
                    item[samples.Pick([name.ToUpperInvariant(), "unknown", "", samples.Pick(Texts)])] = value;
                    break;
                default:
                    item[name] = Mark;
                    break;
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = random.Next(20) == 0 ? 2000 : 1; i > 0; i--)
                list.Add(list.Count > 0 && random.Next(2) == 0 ? list[0]?.DeepClone() : Mark);
        }
        var text = root.ToJsonString().Replace($"\"{Mark}\"", samples.Pick(JsonValues), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Length > LargeBody ? text[..LargeBody] : text);
    }

    private byte[] ChangeForm(byte[] bytes)
    {
        var pairs = Encoding.UTF8.GetString(bytes).Split('&').ToList();
        var index = random.Next(pairs.Count);
        var name = pairs[index].Split('=')[0];
        var text = samples.Pick(Texts);
        var value = text.Contains('%') ? text : Uri.EscapeDataString(text);
        switch (random.Next(6))
        {
            case 0:
                pairs.RemoveAt(index);
                break;
            case 1:
                pairs.Add(pairs[index]);
                break;
            case 2:
                pairs.Add($"{name}.{samples.Pick(["0", "-1", "2147483648", "1", "a", "1.1"])}={value}");
                break;
            default:
                pairs[index] = $"{name}={value}";
                break;
        }
        return Encoding.UTF8.GetBytes(string.Join('&', pairs));
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);
        var inner = node is JsonObject item ? item.Select(member => member.Value) : node as JsonArray ?? [];
        foreach (var child in inner.Where(child => child is JsonObject or JsonArray))
            Collect(child!, nodes);
    }
}
