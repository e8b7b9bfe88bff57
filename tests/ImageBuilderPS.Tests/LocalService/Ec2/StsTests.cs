using System.Xml.Linq;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

// Without the client of AWS's SDK: a process that has loaded AWSSDK.SecurityToken once cannot load it apart,
// as IsolationTests does.
public class StsTests
{
    private const string User = LocalServiceHarness.Account;
    private const string RoleAccount = "111122223333";
    private const string AccessKey = "AKIDEXAMPLE";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Identity = "Action=GetCallerIdentity&Version=2011-06-15";

    private readonly LocalServiceHarness core = new();
    private readonly LocalServiceHarness demanding = new(new() { AccessKey = AccessKey, SecretKey = SecretKey });

    [Fact]
    public void The_caller_is_told_who_it_is()
    {
        var identity = Send(core, Identity, new(User, "secret"));
        Assert.Equal((User, "arn:aws:iam::123456789012:user/local"), (Value(identity, "Account"), Value(identity, "Arn")));
        Assert.NotEqual("", Value(identity, "UserId"));
        Assert.Equal("https://sts.amazonaws.com/doc/2011-06-15/", identity.Name.NamespaceName);
        Assert.NotEqual("", identity.Element(identity.Name.Namespace + "ResponseMetadata")!.Value);
    }

    [Fact]
    public void A_role_acts_in_its_account()
    {
        var (keys, response) = Assume(core, "some/path/Reader");
        const string Arn = "arn:aws:sts::111122223333:assumed-role/Reader/test";
        Assert.Equal((Arn, "2026-06-01T13:00:00.000Z"), (Value(response, "Arn"), Value(response, "Expiration")));
        var identity = Send(core, Identity, keys);
        Assert.Equal(
            (RoleAccount, Arn, Value(response, "AssumedRoleId")), (Value(identity, "Account"), Value(identity, "Arn"), Value(identity, "UserId")));
        var policies = core.Raw("POST", "/ListLifecyclePolicies", "{}", Headers(core, "/ListLifecyclePolicies", "{}", keys, "imagebuilder"));
        Assert.Contains($":{RoleAccount}:lifecycle-policy/demo", System.Text.Encoding.UTF8.GetString(policies.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_of_a_role_expire_by_the_real_clock_whatever_the_clock_of_the_service()
    {
        Assert.Equal(200, core.Raw("POST", "/_local/reset?time=2024-01-01T00:00:00Z").Status);
        Assert.Equal("2026-06-01T13:00:00.000Z", Value(Assume(core, "Reader").Response, "Expiration"));
    }

    [Theory]
    [InlineData("EC2ImageBuilderDistributionCrossAccountRole")]
    [InlineData("Ec2ImageBuilderCrossAccountLifecycleAccess")]
    public void A_role_that_an_account_lacks_is_denied_until_it_has_it(string role)
    {
        const string Lacking = "999999990000";
        var denied = Refused("AccessDenied", 403, core, AssumeRole(role, Lacking), new(User, "secret"));
        Assert.Contains($"arn:aws:iam::{Lacking}:role/{role}", denied, StringComparison.Ordinal);
        Assume(core, "Another", Lacking);
        Assume(core, role);
        Assert.Equal(200, core.Raw("POST", $"/_local/accounts?account={Lacking}&role={role}&exists=true").Status);
        Assume(core, role, Lacking);
        Assert.Equal(200, core.Raw("POST", $"/_local/accounts?account={RoleAccount}&role=Another&exists=false").Status);
        Refused("AccessDenied", 403, core, AssumeRole("Another"), new(User, "secret"));
    }

    [Theory]
    [InlineData("ValidationError", "RoleArn=arn:aws:iam::1:role/Reader&RoleSessionName=test")]
    [InlineData("ValidationError", "RoleArn=arn:aws:iam::111122223333:role/Reader&RoleSessionName=a+b")]
    [InlineData("InvalidParameterValue", "RoleArn=arn:aws:iam::111122223333:role/Reader&RoleSessionName=test&DurationSeconds=899")]
    [InlineData("MissingParameter", "RoleSessionName=test")]
    public void Wrong_parameters_are_refused(string code, string parameters) =>
        Refused(code, 400, core, "Action=AssumeRole&Version=2011-06-15&" + parameters, new(User, "secret"));

    [Fact]
    public void Where_keys_are_demanded_a_role_signs_with_its_own()
    {
        var (keys, _) = Assume(demanding, "Reader", user: new(AccessKey, SecretKey));
        Assert.Equal(RoleAccount, Value(Send(demanding, Identity, keys), "Account"));

        Refused("InvalidClientTokenId", 403, demanding, Identity, new("AKIDOTHER", SecretKey));
        Refused("SignatureDoesNotMatch", 403, demanding, Identity, new(AccessKey, "wrong"));
        Refused("SignatureDoesNotMatch", 403, demanding, Identity, keys with { Secret = "wrong" });
        Refused("InvalidClientTokenId", 403, demanding, Identity, keys with { Token = keys.Token + "x" });
        Refused("InvalidClientTokenId", 403, demanding, Identity, keys with { Token = null });
        Refused("InvalidClientTokenId", 403, demanding, Identity, Assume(core, "Reader").Keys);
        demanding.Pass(TimeSpan.FromHours(1) / LocalServiceHarness.Step);
        Refused("ExpiredToken", 403, demanding, Identity, keys);
    }

    [Theory]
    [InlineData("ASIA")]
    [InlineData("ASIAIOSFODNN7EXAMPLE")]
    [InlineData("ASIAAAAAAAAAAAAAAAAA")]
    [InlineData("ASIA7777777777777777")]
    public void A_key_that_looks_like_a_roles_is_the_users(string key) => Assert.Equal(User, Value(Send(core, Identity, new(key, "secret")), "Account"));

    private static string AssumeRole(string role, string account = RoleAccount) =>
        $"Action=AssumeRole&Version=2011-06-15&RoleSessionName=test&RoleArn=arn:aws:iam::{account}:role/{role}";

    private static (Keys Keys, XElement Response) Assume(LocalServiceHarness core, string role, string account = RoleAccount, Keys? user = null)
    {
        var response = Send(core, AssumeRole(role, account), user ?? new(User, "secret"));
        return (new(Value(response, "AccessKeyId"), Value(response, "SecretAccessKey"), Value(response, "SessionToken")), response);
    }

    private static XElement Send(LocalServiceHarness core, string form, Keys keys)
    {
        var response = core.Raw("POST", "/", form, Headers(core, "/", form, keys, "sts"));
        Assert.Equal(200, response.Status);
        return Read(response);
    }

    private static string Refused(string code, int status, LocalServiceHarness core, string form, Keys keys)
    {
        var response = core.Raw("POST", "/", form, Headers(core, "/", form, keys, "sts"));
        var error = Read(response);
        Assert.Equal(("ErrorResponse", "Sender", code, status), (error.Name.LocalName, Value(error, "Type"), Value(error, "Code"), response.Status));
        return Value(error, "Message");
    }

    private static Dictionary<string, string> Headers(LocalServiceHarness core, string path, string body, Keys keys, string service)
    {
        var headers = RequestSigner.Sign("POST", path, "", body, keys.Id, keys.Secret, service, core.Now);
        if (keys.Token is { } token)
            headers["X-Amz-Security-Token"] = token;
        return headers;
    }

    private static XElement Read(ServiceResponse response) => XElement.Load(new MemoryStream(response.Body));

    private static string Value(XElement response, string name) => response.Descendants().Single(element => element.Name.LocalName == name).Value;

    private sealed record Keys(string Id, string Secret, string? Token = null);
}
