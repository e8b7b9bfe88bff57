namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>What the calls refer to: resources of the sample account, and names that are few, so that the state stays small.</summary>
internal sealed class Samples
{
    public const string Account = "123456789012";
    public const string Configuration = Arns + "distribution-configuration/demo";
    public const string Policy = Arns + "lifecycle-policy/demo";
    public const string Image = Arns + "image/web-server/2.0.0/2";
    public static readonly string[] Regions = ["us-east-1", "eu-west-1", "ap-southeast-2", "cn-north-1", "us-gov-west-1"];

    private const string Arns = "arn:aws:imagebuilder:us-east-1:123456789012:";
    private const int Names = 20;
    private const int Tokens = 1000;

    private readonly Random random;

    /// <param name="random">The random choices.</param>
    /// <param name="executions">Ids of lifecycle executions that exist.</param>
    /// <param name="amis">Ids of AMIs of the sample account.</param>
    public Samples(Random random, string[] executions, string[] amis)
    {
        (this.random, Executions) = (random, executions);
        Amis = [.. amis, "ami-0123456789abcdef0"];
    }

    public string[] Executions { get; }

    public string[] Amis { get; }

    public string Region => Pick(Regions);

    public string AccountId => Pick([Account, "111122223333", "444455556666", "999999990000"]);

    public string ClientToken => $"token-{random.Next(Tokens)}";

    public string Name => Pick(["demo", "web-server", $"fuzz-{random.Next(Names)}"]);

    public string ImageArn => Pick(
    [
        Image, $"{Arns}image/web-server/{random.Next(1, 3)}.{random.Next(2)}.0/{random.Next(1, 4)}", Arns + "image/web-server/2.0.0",
        Arns + "image/web-server/x.x.x", "arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x",
    ]);

    public string ConfigurationArn => Pick([Configuration, $"{Arns}distribution-configuration/fuzz-{random.Next(Names)}"]);

    public string PolicyArn => Pick([Policy, $"{Arns}lifecycle-policy/fuzz-{random.Next(Names)}"]);

    /// <summary>A value for a text of the API, by the name of its member.</summary>
    public string Text(string member) => member.ToLowerInvariant() switch
    {
        "sourceimage" => Pick([ImageArn, Pick(Amis), "ssm:/fuzz/1"]),
        "clienttoken" => ClientToken,
        "nexttoken" => Convert.ToBase64String("after:ListImagesRequest:a"u8),
        "lifecycleexecutionid" => Pick(Executions),
        "semanticversion" => Pick(["x.x.x", "1.x.x", "2.0.0"]),
        "name" => Pick([Name, "fuzz {{ imagebuilder:buildDate }}"]),
        "region" or "regions" => Region,
        "executionrole" => Pick(["role", $"arn:aws:iam::{Account}:role/role"]),
        "status" => Pick(["AVAILABLE", "DEPRECATED", "DISABLED", "DELETED", "ENABLED"]),
        "owner" => Pick(["Self", "Amazon", "Shared"]),
        "unit" => Pick(["DAYS", "WEEKS", "MONTHS", "YEARS"]),
        var name when name.Contains("configurationarn", StringComparison.Ordinal) => ConfigurationArn,
        var name when name.Contains("policyarn", StringComparison.Ordinal) => PolicyArn,
        var name when name.EndsWith("arn", StringComparison.Ordinal) => Pick([ImageArn, ConfigurationArn, PolicyArn]),
        var name when name.Contains("account", StringComparison.Ordinal) || name.StartsWith("user", StringComparison.Ordinal) => AccountId,
        _ => Pick(["Team", "web", "name", "1", "/fuzz/1", "2027-01-01T00:00:00Z"]),
    };

    public T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
