namespace ImageBuilderPS.Proofs.Values;

/// <summary>The patterns of AWS's model, matched by hand: no regular expression, so that the two statements have nothing in common.</summary>
internal static class Matchers
{
    private static readonly string[] ResourceTypes =
    [
        "image-recipe", "container-recipe", "infrastructure-configuration", "distribution-configuration", "component", "image",
        "image-pipeline", "lifecycle-policy", "workflow/build", "workflow/test", "workflow/distribution",
    ];

    public static bool AccountId(string text) => All(text, IsDigit, 12, 12);

    public static bool DistributionConfigurationArn(string text) =>
        Arn(text, "imagebuilder", out var account, out var rest) && (AccountId(account) || account == "aws") && Named(rest, "distribution-configuration/");

    public static bool ImageVersionArn(string text) => ImageArn(text, out var parts) && parts.Length == 3 && Version(parts[2], wildcards: false);

    public static bool ImageBuildVersionArn(string text) =>
        ImageArn(text, out var parts) && parts.Length == 4 && Version(parts[2], wildcards: false) && All(parts[3], IsDigit);

    public static bool ImageVersionArnOrBuildVersionArn(string text) =>
        ImageBuildVersionArn(text) || (ImageArn(text, out var parts) && parts.Length == 3 && Version(parts[2], wildcards: true));

    public static bool ImageBuilderArn(string text)
    {
        if (!Arn(text, "imagebuilder", out var account, out var rest) || !OwnerAccount(account))
            return false;
        return ResourceTypes.Where(type => rest.StartsWith(type + "/", StringComparison.Ordinal)).Any(type =>
        {
            var parts = rest[(type.Length + 1)..].Split('/');
            return parts.Length <= 3 && All(parts[0], IsResourceCharacter)
                && (parts.Length < 2 || Version(parts[1], wildcards: true))
                && (parts.Length < 3 || All(parts[2], IsDigit));
        });
    }

    public static bool LifecyclePolicyArn(string text)
    {
        if (text.Split(':') is not ["arn", var partition, "imagebuilder", var region, var account, var resource])
            return false;
        var places = region.Split('-');
        return Partition(partition)
            && places.Length >= 3 && All(places[0], IsLower, 2) && places[1..^1].All(place => All(place, IsLower)) && All(places[^1], IsDigit)
            && (AccountId(account) || account == "aws") && Named(resource, "lifecycle-policy/");
    }

    public static bool LifecycleExecutionId(string text) =>
        text.Split('-') is ["lce", var a, var b, var c, var d, var e]
        && All(a, char.IsAsciiHexDigit, 8, 8) && All(b, char.IsAsciiHexDigit, 4, 4) && All(c, char.IsAsciiHexDigit, 4, 4)
        && All(d, char.IsAsciiHexDigit, 4, 4) && All(e, char.IsAsciiHexDigit, 12, 12);

    public static bool ResourceName(string text) =>
        text.Length is >= 3 and <= 128 && IsNameCharacter(text[0]) && IsNameCharacter(text[^1]) && text.All(character => character == ' ' || IsNameCharacter(character));

    public static bool VersionNumber(string text) => Version(text, wildcards: false);

    public static bool WildcardVersionNumber(string text) => Version(text, wildcards: true);

    /// <summary>The pattern, and the build date that the service asks for beside it.</summary>
    public static bool AmiName(string text)
    {
        if (text.Length < 3 || !(IsNameCharacter(text[0]) || text[0] == '{') || !(IsNameCharacter(text[^1]) || text[^1] == '}'))
            return false;
        if (!text[1..^1].All(character => IsNameCharacter(character) || char.IsWhiteSpace(character) || ":{}.".Contains(character, StringComparison.Ordinal)))
            return false;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 1, StringComparison.Ordinal))
        {
            var inside = text[(at + 2)..].TrimStart();
            if (inside.StartsWith("imagebuilder:buildDate", StringComparison.Ordinal) && inside["imagebuilder:buildDate".Length..].TrimStart().StartsWith("}}", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    public static bool RoleNameOrArn(string text)
    {
        if (All(text, IsRoleCharacter))
            return true;
        return text.Split(':') is ["arn", var partition, "iam", "", var account, var resource]
            && Partition(partition) && AccountId(account) && resource.StartsWith("role/", StringComparison.Ordinal) && All(resource[5..], IsRoleCharacter);
    }

    public static bool OrganizationArn(string text) =>
        Arn(text, "organizations", out var account, out var rest, hasRegion: false) && AccountId(account)
        && rest.StartsWith("organization/o-", StringComparison.Ordinal) && All(rest[15..], IsLowerOrDigit, 10, 32);

    public static bool OrganizationalUnitArn(string text) =>
        Arn(text, "organizations", out var account, out var rest, hasRegion: false) && AccountId(account)
        && rest.Split('/') is ["ou", var organization, var unit]
        && organization.StartsWith("o-", StringComparison.Ordinal) && All(organization[2..], IsLowerOrDigit, 10, 32)
        && unit.Split('-') is ["ou", var root, var id] && All(root, IsLowerOrDigit, 4, 32) && All(id, IsLowerOrDigit, 8, 32);

    public static bool LicenseConfigurationArn(string text) =>
        text.Split(':') is ["arn", var partition, "license-manager", { Length: > 0 }, var account, "license-configuration", var id]
        && partition.StartsWith("aws", StringComparison.Ordinal) && AccountId(account)
        && id.StartsWith("lic-", StringComparison.Ordinal) && All(id[4..], IsResourceCharacter, 32, 32);

    public static bool LaunchTemplateId(string text) => text.StartsWith("lt-", StringComparison.Ordinal) && All(text[3..], IsResourceCharacter, 17, 17);

    public static bool SsmParameterName(string text) => All(text, character => char.IsAsciiLetterOrDigit(character) || "_.-/".Contains(character, StringComparison.Ordinal));

    public static bool FilterName(string text) => All(text, char.IsAsciiLetter, 1, 1024);

    public static bool FilterValue(string text) =>
        All(text, character => char.IsAsciiLetterOrDigit(character) || "./_ :,{}\"-".Contains(character, StringComparison.Ordinal), 1, 1024);

    public static bool LogGroupName(string text) =>
        All(text, character => char.IsAsciiLetterOrDigit(character) || "-_/.".Contains(character, StringComparison.Ordinal), 1, 512);

    /// <summary>The page's pattern, in which <c>+-=</c> is a range.</summary>
    public static bool TagKey(string text) =>
        !text.StartsWith("aws:", StringComparison.Ordinal) && All(text, character => char.IsAsciiLetter(character) || character is (>= '+' and <= '=') or '.' or '_' or ':' or '/');

    private static bool ImageArn(string text, out string[] parts)
    {
        parts = Arn(text, "imagebuilder", out var account, out var rest) && OwnerAccount(account) ? rest.Split('/') : [];
        return parts is ["image", var name, ..] && All(name, IsResourceCharacter);
    }

    // arn:aws…:SERVICE:REGION:ACCOUNT:REST, and no colon in the rest.
    private static bool Arn(string text, string service, out string account, out string rest, bool hasRegion = true)
    {
        (account, rest) = ("", "");
        if (text.Split(':') is not ["arn", var partition, var named, var region, var owner, var resource] || named != service)
            return false;
        (account, rest) = (owner, resource);
        return partition.StartsWith("aws", StringComparison.Ordinal) && hasRegion == region.Length > 0;
    }

    private static bool OwnerAccount(string text) =>
        AccountId(text) || text == "aws" || (text.StartsWith("aws-", StringComparison.Ordinal) && All(text[4..], character => IsLower(character) || character == '-'));

    private static bool Partition(string text) => text.Split('-') is ["aws", .. var more] && more.All(part => All(part, IsLower));

    private static bool Named(string text, string type) => text.StartsWith(type, StringComparison.Ordinal) && All(text[type.Length..], IsResourceCharacter);

    private static bool Version(string text, bool wildcards) =>
        text.Split('.') is { Length: 3 } parts && parts.All(part => (wildcards && part == "x") || All(part, IsDigit));

    private static bool All(string text, Func<char, bool> isAllowed, int minimum = 1, int maximum = int.MaxValue) =>
        text.Length >= minimum && text.Length <= maximum && text.All(isAllowed);

    private static bool IsDigit(char character) => char.IsAsciiDigit(character);

    private static bool IsLower(char character) => char.IsAsciiLetterLower(character);

    private static bool IsLowerOrDigit(char character) => IsLower(character) || IsDigit(character);

    private static bool IsResourceCharacter(char character) => IsLowerOrDigit(character) || character is '-' or '_';

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';

    private static bool IsRoleCharacter(char character) => char.IsAsciiLetterOrDigit(character) || "_+=,.@-/".Contains(character, StringComparison.Ordinal);
}
