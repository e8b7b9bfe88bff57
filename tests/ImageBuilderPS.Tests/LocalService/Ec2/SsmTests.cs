using System.Net;
using System.Text;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public sealed class SsmTests : IDisposable
{
    private const string Ami = "ami-00000000000000001";

    private readonly ServiceHost host = new();
    private readonly AmazonSimpleSystemsManagementClient ssm;

    public SsmTests() => ssm = host.Ssm();

    public void Dispose()
    {
        ssm.Dispose();
        host.Dispose();
    }

    [Fact]
    public async Task A_parameter_is_found_by_name_by_version_and_by_ARN()
    {
        await PutAsync("/golden/ami", "one");
        Assert.Equal(2, (await PutAsync("/golden/ami", "two", overwrite: true)).Version);
        var parameter = (await ssm.GetParameterAsync(new() { Name = "/golden/ami" })).Parameter;
        Assert.Equal(("/golden/ami", "two", 2L, ParameterType.String, "text"), (parameter.Name, parameter.Value, parameter.Version, parameter.Type, parameter.DataType));
        Assert.Equal("arn:aws:ssm:us-east-1:123456789012:parameter/golden/ami", parameter.ARN);
        Assert.Equal(host.Now.UtcDateTime, parameter.LastModifiedDate?.ToUniversalTime());
        Assert.Equal(("one", ":1"), await ValueAsync("/golden/ami:1"));
        Assert.Equal(("two", null), await ValueAsync(parameter.ARN));
        Assert.Equal(("one", ":1"), await ValueAsync(parameter.ARN + ":1"));
    }

    [Theory]
    [InlineData(@"\ud800")]
    [InlineData("\u00ff")]
    public async Task A_text_that_is_not_Unicode_is_refused(string value)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes($$"""{"Name":"/a","Type":"String","Value":"{{value}}"}"""));
        content.Headers.Add("X-Amz-Target", "AmazonSSM.PutParameter");
        var response = await client.PostAsync(host.Url, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("SerializationException", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_without_a_slash_is_found_by_its_ARN()
    {
        await PutAsync("golden", "one");
        Assert.Equal(("one", null), await ValueAsync("arn:aws:ssm:us-east-1:123456789012:parameter/golden"));
    }

    [Theory]
    [InlineData("/none")]
    [InlineData("arn:aws:ssm:us-east-1:111122223333:parameter/golden")]
    [InlineData("arn:aws:ssm:eu-west-1:123456789012:parameter/golden")]
    public async Task What_the_account_does_not_have_is_not_found(string name)
    {
        await PutAsync("golden", "one");
        await Assert.ThrowsAsync<ParameterNotFoundException>(() => ssm.GetParameterAsync(new() { Name = name }));
    }

    [Fact]
    public async Task A_version_that_does_not_exist_is_not_found()
    {
        await PutAsync("golden", "one");
        await Assert.ThrowsAsync<ParameterVersionNotFoundException>(() => ssm.GetParameterAsync(new() { Name = "golden:2" }));
    }

    [Fact]
    public async Task Several_parameters_come_with_the_names_that_are_none()
    {
        await PutAsync("b", "1");
        await PutAsync("a", "2");
        var response = await ssm.GetParametersAsync(new() { Names = ["b", "none", "a", "a:9"] });
        Assert.Equal(["a", "b"], response.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["none", "a:9"], response.InvalidParameters);
    }

    [Fact]
    public async Task A_parameter_of_an_image_holds_only_images_that_the_account_may_launch()
    {
        host.Add(Ami);
        await PutAsync("/golden", Ami, dataType: "aws:ec2:image");
        Assert.Equal("aws:ec2:image", (await ssm.GetParameterAsync(new() { Name = "/golden" })).Parameter.DataType);
        await PutAsync("/other", "ami-0000000000000000f", dataType: "aws:ec2:image");
        await Assert.ThrowsAsync<ParameterNotFoundException>(() => ssm.GetParameterAsync(new() { Name = "/other" }));
    }

    [Fact]
    public async Task A_deleted_parameter_is_gone()
    {
        await PutAsync("golden", "one");
        await ssm.DeleteParameterAsync(new() { Name = "golden" });
        await Assert.ThrowsAsync<ParameterNotFoundException>(() => ssm.DeleteParameterAsync(new() { Name = "golden" }));
        Assert.Equal(1, (await PutAsync("golden", "two")).Version);
    }

    [Fact]
    public async Task Only_a_hundred_versions_are_kept()
    {
        for (var i = 0; i < 101; i++)
            await PutAsync("golden", $"{i}", overwrite: true);
        Assert.Equal(("100", null), await ValueAsync("golden"));
        await Assert.ThrowsAsync<ParameterVersionNotFoundException>(() => ssm.GetParameterAsync(new() { Name = "golden:1" }));
        Assert.Equal(("1", ":2"), await ValueAsync("golden:2"));
    }

    [Fact]
    public async Task Wrong_parameters_are_refused()
    {
        await PutAsync("golden", "one");
        await Assert.ThrowsAsync<ParameterAlreadyExistsException>(() => PutAsync("golden", "two"));
        await Assert.ThrowsAsync<UnsupportedParameterTypeException>(() => ssm.PutParameterAsync(new() { Name = "x", Value = "y", Type = ParameterType.SecureString }));
        foreach (var name in new[] { "a b", "a/b", "/aws/x", "ssm-x", "" })
            await ServiceHost.RefusesAsync<AmazonSimpleSystemsManagementException>("ValidationException", () => PutAsync(name, "x"));
        await ServiceHost.RefusesAsync<AmazonSimpleSystemsManagementException>("ValidationException", () => PutAsync("x", new('y', 4097)));
        await ServiceHost.RefusesAsync<AmazonSimpleSystemsManagementException>("ValidationException", () => PutAsync("x", "y", dataType: "number"));
        await ServiceHost.RefusesAsync<AmazonSimpleSystemsManagementException>("ValidationException", () => ssm.PutParameterAsync(new() { Name = "x", Value = "y" }));
        await ServiceHost.RefusesAsync<AmazonSimpleSystemsManagementException>("UnknownOperationException", () => ssm.DescribeParametersAsync(new()));
    }

    private async Task<(string Value, string? Selector)> ValueAsync(string name)
    {
        var parameter = (await ssm.GetParameterAsync(new() { Name = name })).Parameter;
        return (parameter.Value, parameter.Selector);
    }

    private Task<PutParameterResponse> PutAsync(string name, string value, bool overwrite = false, string? dataType = null) => ssm.PutParameterAsync(new()
    {
        Name = name, Value = value, Type = ParameterType.String, Overwrite = overwrite, DataType = dataType,
    });
}
