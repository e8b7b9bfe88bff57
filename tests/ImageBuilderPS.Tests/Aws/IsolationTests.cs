using System.Reflection;
using System.Runtime.Loader;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws;
using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>The SDK finds its sign-in assemblies by name while it runs; the module loads all of it into a context of its own.</summary>
public sealed class IsolationTests : ClientTest
{
    private const string AssumeRoleAnswer = """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>
        <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """;

    private const string RoleCredentials = """
        {"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"sso-secret","sessionToken":"sso-session","expiration":4070908800000}}
        """;

    private const string Keys = """
        [profile keys]
        aws_access_key_id = AKIDKEYS
        aws_secret_access_key = keys-secret

        """;

    private const string Sso = """
        [profile sso]
        region = us-east-1
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = Admin
        [sso-session corp]
        sso_start_url = https://corp.example/start
        sso_region = us-east-1
        sso_registration_scopes = sso:account:access
        """;

    [Fact]
    public async Task A_profile_that_assumes_a_role_works_in_a_context_of_its_own()
    {
        using var sts = new StubEndpoint(StubAnswer.Ok(AssumeRoleAnswer));
        using var endpoint = new StubEndpoint();
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        Environment.Config = Keys + """
            [profile role]
            region = us-east-1
            role_arn = arn:aws:iam::123456789012:role/Distributor
            source_profile = keys
            """;
        await ConnectApart(new() { ProfileName = "role", EndpointUrl = endpoint.Url }).SendAsync(Distribute, CancellationToken.None);
        Assert.Contains("Action=AssumeRole", sts.Request.Text, StringComparison.Ordinal);
        Assert.Equal("AKIDKEYS", SignatureVersion4.Of(sts.Request).AccessKey);
        Assert.Equal("ASIAROLE", SignatureVersion4.Of(endpoint.Request).AccessKey);
        Assert.Equal("role-token", endpoint.Request.Header("X-Amz-Security-Token"));
    }

    [Fact]
    public async Task A_role_of_a_role_is_assumed_with_the_first_roles_keys()
    {
        using var sts = new StubEndpoint(
            StubAnswer.Ok(AssumeRoleAnswer), StubAnswer.Ok(AssumeRoleAnswer.Replace("ASIAROLE", "ASIASECOND", StringComparison.Ordinal)));
        using var endpoint = new StubEndpoint();
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        Environment.Config = Keys + """
            [profile first]
            role_arn = arn:aws:iam::123456789012:role/First
            source_profile = keys
            [profile second]
            region = us-east-1
            role_arn = arn:aws:iam::111122223333:role/Second
            source_profile = first
            """;
        var connection = ConnectApart(new() { ProfileName = "second", EndpointUrl = endpoint.Url });
        await connection.SendAsync(Distribute, CancellationToken.None);
        await connection.SendAsync(Distribute, CancellationToken.None);
        Assert.Equal(["AKIDKEYS", "ASIAROLE"], sts.Requests.Select(request => SignatureVersion4.Of(request).AccessKey));
        Assert.All(endpoint.Requests, request => Assert.Equal("ASIASECOND", SignatureVersion4.Of(request).AccessKey));
    }

    [Fact]
    public async Task A_web_identity_works_in_a_context_of_its_own()
    {
        using var sts = new StubEndpoint(StubAnswer.Ok(AssumeRoleAnswer.Replace("AssumeRole", "AssumeRoleWithWebIdentity", StringComparison.Ordinal)));
        using var endpoint = new StubEndpoint();
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        Environment["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/Deployer";
        var token = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(token, "identity");
            Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = token;
            await ConnectApart(new() { Region = "us-east-1", EndpointUrl = endpoint.Url }).SendAsync(Distribute, CancellationToken.None);
        }
        finally
        {
            File.Delete(token);
        }
        Assert.Contains("Action=AssumeRoleWithWebIdentity", sts.Request.Text, StringComparison.Ordinal);
        Assert.Equal("ASIAROLE", SignatureVersion4.Of(endpoint.Request).AccessKey);
    }

    [Fact]
    public async Task A_profile_that_is_signed_in_works_in_a_context_of_its_own()
    {
        using var sso = new StubEndpoint(StubAnswer.Ok(RoleCredentials));
        using var endpoint = new StubEndpoint();
        Environment["AWS_ENDPOINT_URL_SSO"] = sso.Url.ToString();
        Environment.Config = Sso;
        var home = Directory.CreateTempSubdirectory("ibps-");
        try
        {
            Environment["HOME"] = home.FullName;
            Environment["USERPROFILE"] = home.FullName;
            var cache = home.CreateSubdirectory(".aws/sso/cache");
            // The file that `aws sso login` leaves: named by the SHA-1 of the session's name.
            await File.WriteAllTextAsync(
                Path.Combine(cache.FullName, "ee0bfd2552fbd840c02cc48b6e823320543c450f.json"),
                """{"accessToken":"sso-token","expiresAt":"2099-01-01T00:00:00Z","region":"us-east-1","startUrl":"https://corp.example/start"}""");
            await ConnectApart(new() { ProfileName = "sso", EndpointUrl = endpoint.Url }).SendAsync(Distribute, CancellationToken.None);
        }
        finally
        {
            home.Delete(recursive: true);
        }
        Assert.Equal("sso-token", sso.Request.Header("x-amz-sso_bearer_token"));
        Assert.Equal("ASIASSO", SignatureVersion4.Of(endpoint.Request).AccessKey);
    }

    [Fact]
    public async Task A_profile_that_is_not_signed_in_says_so()
    {
        Environment.Config = Sso;
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => ConnectApart(new() { ProfileName = "sso" }).SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
        Assert.StartsWith("The profile 'sso' signs in with SSO, and no valid sign-in was found", error.Message, StringComparison.Ordinal);
        Assert.Contains("aws sso login --profile sso", error.Action, StringComparison.Ordinal);
    }

    private static IImageBuilder ConnectApart(ConnectionSettings settings)
    {
        // Another module has loaded the same assemblies.
        var other = new Apart();
        foreach (var name in new[] { "AWSSDK.SecurityToken", "AWSSDK.SSO", "AWSSDK.SSOOIDC" })
            other.LoadFromAssemblyName(new(name));
        var assembly = new Apart().LoadFromAssemblyName(new("ImageBuilderPS.Aws"));
        Assert.NotSame(typeof(ImageBuilderPS.Aws.AwsImageBuilderFactory).Assembly, assembly);
        var factory = assembly.GetType("ImageBuilderPS.Aws.AwsImageBuilderFactory", throwOnError: true)!;
        return ((IImageBuilderFactory)Activator.CreateInstance(factory)!).Connect(settings);
    }

    private sealed class Apart() : AssemblyLoadContext("apart")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == "ImageBuilderPS.Aws" || assemblyName.Name!.StartsWith("AWSSDK.", StringComparison.Ordinal)
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
                : null;
    }
}
