using System.Text.RegularExpressions;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Architecture;

/// <summary>Who can open a connection: SECURITY.md promises that nothing but calls to AWS leaves the machine.</summary>
public partial class NetworkTests
{
    // The calls to AWS go through the AWS SDK, in ImageBuilderPS.Aws.
    private const string Server = "src/ImageBuilderPS.LocalService/Http/";

    [Fact]
    public void Only_the_local_service_listens_and_nothing_but_the_AWS_SDK_connects()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Connection().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.StartsWith(Server, file));
    }

    // In code, not in comments.
    [GeneratedRegex(@"^(?!\s*//).*\b(?:HttpClient|HttpWebRequest|WebRequest|WebClient|TcpClient|TcpListener|Socket|UdpClient|NamedPipeServerStream|NamedPipeClientStream)\b", RegexOptions.Multiline)]
    private static partial Regex Connection();
}
