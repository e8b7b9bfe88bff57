using System.Xml.Linq;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public class IamTests
{
    private const string Role = "Ec2ImageBuilderCrossAccountLifecycleAccess";
    private const string Lacking = "999999990000";
    private static readonly XNamespace Iam = "https://iam.amazonaws.com/doc/2010-05-08/";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_role_is_read_in_the_form_of_IAM()
    {
        var (status, response) = GetRole("111122223333");
        Assert.Equal((200, Iam + "GetRoleResponse"), (status, response.Name));
        var role = response.Element(Iam + "GetRoleResult")!.Element(Iam + "Role")!;
        Assert.Equal(
            ("/", Role, $"arn:aws:iam::111122223333:role/{Role}", "2020-01-01T00:00:00.000Z"),
            (Value(role, "Path"), Value(role, "RoleName"), Value(role, "Arn"), Value(role, "CreateDate")));
        Assert.Matches(@"\AAROA[A-Z2-7]{17}\z", Value(role, "RoleId"));
        Assert.StartsWith("{\"Version\":\"2012-10-17\"", Uri.UnescapeDataString(Value(role, "AssumeRolePolicyDocument")), StringComparison.Ordinal);
        Assert.NotEqual("", response.Element(Iam + "ResponseMetadata")!.Value);
    }

    [Fact]
    public void A_role_has_the_id_that_STS_gives_its_sessions()
    {
        var form = $"Action=AssumeRole&Version=2011-06-15&RoleSessionName=test&RoleArn=arn:aws:iam::111122223333:role/{Role}";
        var assumed = XElement.Load(new MemoryStream(core.Raw("POST", "/", form).Body));
        Assert.Equal(Value(GetRole("111122223333").Response, "RoleId") + ":test", Value(assumed, "AssumedRoleId"));
        Assert.NotEqual(Value(GetRole("111122223333").Response, "RoleId"), Value(GetRole("111122223333", "Reader").Response, "RoleId"));
    }

    [Fact]
    public void A_role_that_an_account_lacks_is_not_found_until_it_has_it()
    {
        var (status, error) = GetRole(Lacking);
        Assert.Equal(
            (404, Iam + "ErrorResponse", "Sender", "NoSuchEntity", $"The role with name {Role} cannot be found."),
            (status, error.Name, Value(error, "Type"), Value(error, "Code"), Value(error, "Message")));
        Assert.Equal(200, GetRole(Lacking, "Another").Status);
        Assert.Equal(200, core.Raw("POST", $"/_local/accounts?account={Lacking}&role={Role}&exists=true").Status);
        Assert.Equal(200, GetRole(Lacking).Status);
        Assert.Equal(200, core.Raw("POST", $"/_local/accounts?account={Lacking}&role=Another&exists=false").Status);
        Assert.Equal(404, GetRole(Lacking, "Another").Status);
    }

    [Theory]
    [InlineData("ValidationError", "GetRole&RoleName=a%20b")]
    [InlineData("ValidationError", "GetRole&RoleName=path/role")]
    [InlineData("MissingParameter", "GetRole")]
    [InlineData("InvalidAction", "ListRoles")]
    public void Wrong_parameters_are_refused(string code, string action)
    {
        var response = core.Raw("POST", "/", $"Version=2010-05-08&Action={action}");
        Assert.Equal((400, code), (response.Status, Value(XElement.Load(new MemoryStream(response.Body)), "Code")));
    }

    private (int Status, XElement Response) GetRole(string account, string role = Role)
    {
        var response = core.Raw("POST", "/", $"Action=GetRole&Version=2010-05-08&RoleName={role}", new(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = $"AWS4-HMAC-SHA256 Credential={account}/20260601/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0",
        });
        return (response.Status, XElement.Load(new MemoryStream(response.Body)));
    }

    private static string Value(XElement response, string name) => response.Descendants().Single(element => element.Name.LocalName == name).Value;
}
