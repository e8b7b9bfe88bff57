using System.Text.Json.Nodes;

namespace ImageBuilderPS.Tests.LocalService.Conformance;

/// <summary>Valid values of the API's types, with every member that a structure has.</summary>
internal static class SampleValues
{
    private const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:";
    private const string Unit = "ou-ab12-a1b2c3d4";

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["AccountId"] = LocalServiceHarness.Account,
        ["AmiNameString"] = "web {{ imagebuilder:buildDate }}",
        ["DistributionConfigurationArn"] = LocalServiceHarness.Configuration,
        ["FilterName"] = "name",
        ["ImageBuildVersionArn"] = Arn + "image/web-server/2.0.0/2",
        ["ImageBuilderArn"] = Arn + "image/web-server/2.0.0/2",
        ["ImageVersionArn"] = Arn + "image/web-server/2.0.0",
        ["ImageVersionArnOrBuildVersionArn"] = Arn + "image/web-server/x.x.x",
        ["LaunchTemplateId"] = "lt-0123456789abcdef0",
        ["LicenseConfigurationArn"] = "arn:aws:license-manager:us-east-1:123456789012:license-configuration:lic-0123456789abcdef0123456789abcdef",
        ["LifecycleExecutionId"] = "lce-12345678-90ab-cdef-1234-567890abcdef",
        ["LifecyclePolicyArn"] = LocalServiceHarness.Policy,
        ["OrganizationArn"] = "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5",
        ["OrganizationalUnitArn"] = "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/" + Unit,
        ["ResourceName"] = "web-server",
        ["WildcardVersionNumber"] = "1.x.x",
    };

    /// <summary>A value of a type.</summary>
    public static JsonNode Of(string name) => Of(ApiFacts.Instance.Types[name]);

    /// <summary>A value of a type.</summary>
    public static JsonNode Of(TypeFact type) => type.Kind switch
    {
        "structure" => new JsonObject(type.Members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, Of(member.Type)))),
        "list" => new JsonArray(Of(type.Arguments[0])),
        "map" => new JsonObject { ["Team"] = "web" },
        "enum" => type.Arguments[0],
        "integer" => type.Minimum ?? 1,
        "boolean" => true,
        "timestamp" => 4_000_000_000,
        _ => Text(type, null)!,
    };

    /// <summary>A text of a type with a length; null where the shortest valid text is longer.</summary>
    public static string? Text(TypeFact type, int? length)
    {
        var text = Texts.TryGetValue(type.Name, out var known) ? known : "a";
        return length is not { } wanted ? text
            : wanted == 0 ? ""
            : text.Length <= wanted ? text.PadRight(wanted, 'a')
            : null;
    }
}
