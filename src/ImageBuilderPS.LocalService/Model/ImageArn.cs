using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The parts of an image's ARN: <c>arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.2.3/4</c>.</summary>
internal sealed class ImageArn
{
    private const int KeyDigits = 20;
    private string? key;
    private string? versionKey;

    public ImageArn(string prefix, string name, string version, string? build)
    {
        Prefix = prefix;
        Name = name;
        Version = version;
        Build = build;
    }

    /// <summary>The part before the name: <c>arn:aws:imagebuilder:us-east-1:123456789012:image/</c>.</summary>
    public string Prefix { get; }

    public string Name { get; }

    public string Version { get; }

    /// <summary>The build, or null for a version's ARN.</summary>
    public string? Build { get; }

    public string Region => Arn.Parse(Prefix)!.Region!;

    public string Account => Arn.Parse(Prefix)!.AccountId!;

    /// <summary>A key that orders builds of a name by version and build.</summary>
    public string Key => key ??= $"{VersionKey}/{(Build ?? "").PadLeft(KeyDigits, '0')}";

    /// <summary>The prefix of the keys of all builds of this version.</summary>
    public string VersionKey => versionKey ??= $"{NameKey}{string.Join(".", Version.Split('.').Select(part => part.PadLeft(KeyDigits, '0')))}";

    /// <summary>The prefix of the keys of all builds of all versions.</summary>
    public string NameKey => $"{Prefix}{Name}/";

    /// <summary>The parts of an ARN that matches the API's pattern.</summary>
    public static ImageArn Parse(string arn)
    {
        const string Kind = ":image/";
        var at = arn.IndexOf(Kind, StringComparison.Ordinal) + Kind.Length;
        var parts = arn.Substring(at).Split('/');
        return new(arn.Substring(0, at), parts[0], parts[1], parts.Length > 2 ? parts[2] : null);
    }

    public ImageArn WithBuild(int build) => new(Prefix, Name, Version, $"{build}");

    public ImageArn WithVersion(string version) => new(Prefix, Name, version, null);

    /// <summary>Whether a version matches this ARN's; x matches any part.</summary>
    public bool MatchesVersion(string version) => VersionPattern.Matches(Version.Split('.'), version.Split('.'));

    public override string ToString() => $"{Prefix}{Name}/{Version}" + (Build is null ? "" : "/" + Build);
}
