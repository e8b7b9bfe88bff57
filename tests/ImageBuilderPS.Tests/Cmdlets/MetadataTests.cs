using System.Management.Automation;
using System.Security;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Cmdlets;

public class MetadataTests
{
    public static TheoryData<string> Names => [.. CmdletShape.All.Select(cmdlet => cmdlet.Name)];

    [Fact]
    public void The_manifest_lists_every_cmdlet_by_name_and_in_order()
    {
        var manifest = File.ReadAllText(Path.Combine(Repository.Root, "ImageBuilderPS.psd1"));
        var listed = Regex.Match(manifest, @"CmdletsToExport\s*=\s*@\((?<names>[^)]*)\)").Groups["names"].Value
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim('\''));

        Assert.Equal(CmdletShape.All.Select(cmdlet => cmdlet.Name), listed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_is_named_and_filed_as_the_others(string name)
    {
        var cmdlet = CmdletShape.Of(name);

        Assert.Matches("^[A-Z][a-z]+(To)?-IB[A-Z][A-Za-z]+$", name);
        Assert.Equal(name.Replace("-", "", StringComparison.Ordinal) + "Command", cmdlet.Type.Name);
        Assert.All(cmdlet.Parameters, parameter => Assert.Matches("^[A-Z][A-Za-z0-9]+$", parameter.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlets_online_help_is_its_page_in_the_repository(string name)
    {
        var page = $"docs/en-US/{name}.md";

        Assert.Equal($"https://github.com/ImageBuilderPS/ImageBuilderPS/blob/main/{page}", CmdletShape.Of(name).HelpUri);
        Assert.True(File.Exists(Path.Combine(Repository.Root, page)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_asks_first(string name)
    {
        string[] changing = ["Add", "Invoke", "Update", "Set", "New", "Remove", "Reset", "Restore", "Resume", "Stop", "Export"];
        string[] harmless =
        [
            "Stop-IBLocalService", "New-IBDistribution", "New-IBLifecyclePlan", "New-IBLifecyclePolicyDetail", "New-IBLifecycleResourceSelection",
            "Remove-IBLifecyclePolicyRule", "Set-IBLifecyclePolicyRule",
        ];

        if (changing.Contains(name.Split('-')[0]) && !harmless.Contains(name))
            Assert.True(CmdletShape.Of(name).SupportsShouldProcess);
        else
            Assert.False(CmdletShape.Of(name).SupportsShouldProcess && name.StartsWith("Get-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Invoke-IBDistributeImage", typeof(DistributeImageResponse))]
    [InlineData("Update-IBLifecyclePolicy", typeof(UpdateLifecyclePolicyResponse))]
    [InlineData("Get-IBImage", typeof(Image))]
    [InlineData("Get-IBLifecyclePolicy", typeof(LifecyclePolicy))]
    [InlineData("Get-IBDistributionConfiguration", typeof(DistributionConfiguration))]
    public void Output_is_typed(string name, Type output) => Assert.Contains(output, CmdletShape.Of(name).OutputTypes);

    [Theory]
    [InlineData("Invoke-IBDistributeImage", "SourceImage", "DistributionConfigurationArn", "ExecutionRole")]
    [InlineData("Update-IBLifecyclePolicy", "LifecyclePolicyArn", "ExecutionRole", "ResourceType", "PolicyDetail", "ResourceSelection")]
    public void What_the_page_requires_is_mandatory_in_the_default_set(string name, params string[] mandatory)
    {
        var cmdlet = CmdletShape.Of(name);

        Assert.All(mandatory, parameter => Assert.True(cmdlet.IsMandatory(parameter, cmdlet.DefaultParameterSetName)));
        Assert.Equal(
            mandatory.Order(),
            cmdlet.Parameters.Where(parameter => cmdlet.IsMandatory(parameter.Name, cmdlet.DefaultParameterSetName))
                .Select(parameter => parameter.Name).Order());
    }

    [Theory]
    [InlineData("Invoke-IBDistributeImage")]
    [InlineData("Update-IBLifecyclePolicy")]
    public void Every_member_binds_by_property_name(string name)
    {
        string[] connection = ["Region", "ProfileName", "EndpointUrl", "AccessKey", "SecretKey", "SessionToken", "AllowInsecureEndpoint"];
        var cmdlet = CmdletShape.Of(name);
        var members = cmdlet.Parameters.Where(parameter =>
            CmdletShape.Attributes<ApiMemberAttribute>(parameter).Any() || parameter.Name is "ClientToken" or "InputObject");

        Assert.All(members, parameter => Assert.Contains(
            CmdletShape.Attributes<ParameterAttribute>(parameter),
            attribute => CmdletShape.Named(attribute, "ValueFromPipelineByPropertyName") is true));
        Assert.All(connection, parameter => Assert.Contains(parameter, cmdlet.Parameters.Select(known => known.Name)));
    }

    [Theory]
    [InlineData("Invoke-IBDistributeImage", "SourceImage", "Arn", "ImageId", "ImageArn", "ImageBuildVersionArn")]
    [InlineData("Invoke-IBDistributeImage", "Tag", "Tags")]
    [InlineData("Update-IBLifecyclePolicy", "LifecyclePolicyArn", "Arn")]
    [InlineData("Update-IBLifecyclePolicy", "PolicyDetail", "PolicyDetails")]
    public void Aliases_are_the_names_that_objects_carry(string name, string parameter, params string[] aliases) =>
        Assert.Equal(aliases.Order(), CmdletShape.Aliases(CmdletShape.Of(name).Parameter(parameter)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_that_names_a_member_names_one_that_exists(string name)
    {
        foreach (var parameter in CmdletShape.Of(name).Parameters)
        {
            foreach (var attribute in CmdletShape.Attributes<ValidateMemberAttribute>(parameter)
                .Concat(CmdletShape.Attributes<ApiMemberAttribute>(parameter)))
            {
                var member = ContractMember.Of(
                    (Type)attribute.ConstructorArguments[0].Value!, (string)attribute.ConstructorArguments[1].Value!);
                Assert.NotEqual(0, member.Constraints.Count + (member.IsRequired ? 1 : 0));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_down_a_pipeline_to_the_service_is_judged_with_its_request(string name)
    {
        var cmdlet = CmdletShape.Of(name);
        if (!CallsTheService(cmdlet.Type))
            return;
        var piped = cmdlet.Parameters.Where(parameter => CmdletShape.Attributes<ParameterAttribute>(parameter).Any(attribute =>
            CmdletShape.Named(attribute, "ValueFromPipeline") is true || CmdletShape.Named(attribute, "ValueFromPipelineByPropertyName") is true));

        Assert.Empty(piped.SelectMany(parameter => CmdletShape.Attributes<ValidateMemberAttribute>(parameter)));
    }

    private static bool CallsTheService(Type? type) =>
        type is not null && (type.Name == "ImageBuilderCmdlet" || CallsTheService(type.BaseType));

    [Theory]
    [InlineData("Get-IBLifecyclePolicy", "Name")]
    [InlineData("Update-IBLifecyclePolicy", "Name")]
    [InlineData("Remove-IBLifecyclePolicy", "Name")]
    [InlineData("Get-IBLifecyclePreview", "Name")]
    [InlineData("Get-IBDistributionConfiguration", "Name")]
    [InlineData("Set-IBDistributionConfiguration", "Name")]
    [InlineData("Remove-IBDistributionConfiguration", "Name")]
    [InlineData("Invoke-IBDistributeImage", "DistributionConfigurationName")]
    [InlineData("Test-IBDistributeImage", "DistributionConfigurationName")]
    public void A_name_in_place_of_an_ARN_is_given_by_hand_alone(string name, string parameter) => Assert.All(
        CmdletShape.Attributes<ParameterAttribute>(CmdletShape.Of(name).Parameter(parameter)),
        attribute => Assert.NotEqual(true, CmdletShape.Named(attribute, "ValueFromPipelineByPropertyName")));

    [Fact]
    public void Where_requests_go_and_with_which_keys_never_comes_from_the_pipeline() => Assert.All(
        CmdletShape.All.SelectMany(cmdlet => cmdlet.Parameters)
            .Where(parameter => parameter.Name is "EndpointUrl" or "AllowInsecureEndpoint" or "AccessKey" or "SecretKey" or "SessionToken" or "Credential")
            .SelectMany(CmdletShape.Attributes<ParameterAttribute>),
        attribute => Assert.False(
            CmdletShape.Named(attribute, "ValueFromPipeline") is true || CmdletShape.Named(attribute, "ValueFromPipelineByPropertyName") is true));

    [Fact]
    public void A_secret_is_never_plain_text() => Assert.All(
        CmdletShape.All.SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => parameter.Name is "SecretKey" or "SessionToken"),
        parameter => Assert.Equal(typeof(SecureString), parameter.PropertyType));
}
