namespace ImageBuilderPS.Bench;

/// <summary>The clients of others, as far as this machine has them.</summary>
internal sealed class Peers
{
    /// <summary>Finds the clients.</summary>
    public Peers()
    {
        HasCli = Child.Succeeds("aws", "--version");
        HasPython = Child.Succeeds("python3", "-c", "import boto3");
        HasNode = Child.Succeeds("node", "-e", "require('@aws-sdk/client-imagebuilder')");
    }

    /// <summary>Whether <c>aws</c> is on PATH.</summary>
    public bool HasCli { get; }

    /// <summary>Whether <c>python3</c> has boto3.</summary>
    public bool HasPython { get; }

    /// <summary>Whether <c>node</c> finds <c>@aws-sdk/client-imagebuilder</c>, by NODE_PATH.</summary>
    public bool HasNode { get; }

    /// <summary>The clients that this machine does not have.</summary>
    public IEnumerable<string> Absent => new (bool Is, string Name)[]
    {
        (HasCli, "AWS CLI (aws on PATH)"), (HasPython, "boto3 (python3 with boto3)"), (HasNode, "JavaScript SDK (node, and NODE_PATH with @aws-sdk/client-imagebuilder)"),
    }.Where(peer => !peer.Is).Select(peer => peer.Name);

    /// <summary>Distributes images with each of the SDKs.</summary>
    /// <param name="url">The endpoint.</param>
    /// <param name="count">How many.</param>
    /// <param name="inFlight">How many at a time.</param>
    public IEnumerable<(string Name, Func<ChildResult> Run)> Sdks(Uri url, int count, int inFlight)
    {
        string[] arguments = [url.AbsoluteUri.TrimEnd('/'), $"{count}", $"{inFlight}"];
        if (HasNode)
            yield return ("JavaScript SDK", () => Child.Run("node", [Child.FileBeside("Peers", "distribute.mjs"), .. arguments]));
        if (HasPython)
            yield return ("boto3", () => Child.Run("python3", [Child.FileBeside("Peers", "distribute.py"), .. arguments]));
    }
}
