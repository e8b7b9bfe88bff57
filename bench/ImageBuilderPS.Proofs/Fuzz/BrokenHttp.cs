using System.Text;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>Bytes that are not a complete HTTP request, or whose end is not where it says. The caller sends nothing after them.</summary>
internal sealed class BrokenHttp(Random random, Samples samples)
{
    private const string Host = "Host: localhost\r\n";

    private static readonly string[] Heads =
    [
        "", "\r\n\r\n\r\n", "GET\r\n\r\n", "GET /GetImage\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.\r\n\r\n",
        "GET / HTTP/1.99999999999\r\n\r\n", "GET / http/1.1\r\n\r\n", "GET / HTTP/1.1 \r\n\r\n", "\0\0\0\0", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", "HTTP/1.1 200 OK\r\n\r\n",
        $"GET /GetImage HTTP/1.0\r\n{Host}\r\n", $"GET /GetImage HTTP/1.1\n{Host}\n", $"GET /GetImage HTTP/1.1\r\n{Host}: a\r\n\r\n", $"GET /GetImage HTTP/1.1\r\n{Host} a: b\r\n\r\n",
        $"GET /GetImage HTTP/1.1\r\n{Host}a\r\n\r\n", $"GET /GetImage HTTP/1.1\r\n{Host}\u00e9: a\r\n\r\n", "GET /GetImage HTTP/1.1\r\n\r\n", $"GET /GetImage HTTP/1.1\r\n{Host}{Host}\r\n",
        $"POST /ListImages HTTP/1.1\r\n{Host}Content-Length: -1\r\n\r\n", $"POST /ListImages HTTP/1.1\r\n{Host}Content-Length: 99999999999999999999\r\n\r\n",
        $"POST /ListImages HTTP/1.1\r\n{Host}Content-Length: 9223372036854775807\r\n\r\n", $"POST /ListImages HTTP/1.1\r\n{Host}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}",
        $"POST /ListImages HTTP/1.1\r\n{Host}Content-Length: 100\r\n\r\n{{", $"POST /ListImages HTTP/1.1\r\n{Host}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{{}}",
        $"POST /ListImages HTTP/1.1\r\n{Host}Transfer-Encoding: gzip\r\n\r\n", $"POST /ListImages HTTP/1.1\r\n{Host}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        $"POST /ListImages HTTP/1.1\r\n{Host}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n", $"POST /ListImages HTTP/1.1\r\n{Host}Connection: close\r\nContent-Length: 2\r\n\r\n{{}}trailing",
    ];

    private static readonly string[] Chunks =
    [
        "2\r\n{}\r\n0\r\n\r\n", "2;a=b\r\n{}\r\n0\r\na: b\r\n\r\n", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", "2\r\n{}\r\n", "2\r\n{}", "5\r\n{}\r\n0\r\n\r\n", "-1\r\n", "g\r\n", "\r\n", "ffffffffffffffff\r\n{}",
        "7fffffffffffffff\r\n{}", "80000000\r\n{}", "2\r\n{}xx0\r\n\r\n", "0\r\n", "2 \r\n{}\r\n0\r\n\r\n", "0x2\r\n{}\r\n0\r\n\r\n", "00000000000000000002\r\n{}\r\n0\r\n\r\n",
    ];

    /// <summary>Bytes made of a valid request, or of a list of broken ones.</summary>
    public byte[] Create(byte[] valid)
    {
        switch (random.Next(6))
        {
            case 0:
                return valid[..random.Next(valid.Length)];
            case 1:
                valid[random.Next(Math.Min(valid.Length, 200))] = (byte)random.Next(256);
                return valid;
            case 2:
                var noise = new byte[random.Next(2000)];
                random.NextBytes(noise);
                return noise;
            case 3:
                return Encoding.Latin1.GetBytes($"POST /ListImages HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n{samples.Pick(Chunks)}");
            case 4 when random.Next(50) == 0:
                return Encoding.Latin1.GetBytes($"GET /GetImage HTTP/1.1\r\n{Host}X-Large: {new string('x', 100_000)}\r\n\r\n");
            default:
                return Encoding.Latin1.GetBytes(samples.Pick(Heads));
        }
    }
}
