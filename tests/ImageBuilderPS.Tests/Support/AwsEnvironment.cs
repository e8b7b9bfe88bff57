namespace ImageBuilderPS.Tests.Support;

/// <summary>An environment without AWS settings, profiles or instance metadata; disposing it restores what was.</summary>
public sealed class AwsEnvironment : IDisposable
{
    private static readonly string[] Kept = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"];
    private readonly Dictionary<string, string?> before = [];
    private readonly string config = AwsFiles.Config;

    public AwsEnvironment()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsAws).ToArray())
            this[name] = null;
        this["AWS_EC2_METADATA_DISABLED"] = "true";
        AwsFiles.Clear();
    }

    public string Config
    {
        set => File.WriteAllText(config, value);
    }

    public string? this[string name]
    {
        set
        {
            before.TryAdd(name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var variable in before)
            Environment.SetEnvironmentVariable(variable.Key, variable.Value);
        AwsFiles.Clear();
    }

    private static bool IsAws(string name) => !Kept.Contains(name)
        && (name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase));
}
