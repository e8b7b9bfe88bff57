using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Distributing.Preflight;
using ImageBuilderPS.Tests.Ec2;

namespace ImageBuilderPS.Tests.Distributing.Preflight;

/// <summary>A distribution from an account that has everything it needs.</summary>
internal sealed class PreflightScenario
{
    public const string Ami = "ami-00000001";
    public const string Own = FakeCloud.Own;
    public const string Other = FakeCloud.Other;
    public const string Home = FakeCloud.Home;
    public const string ConfigurationArn = $"arn:aws:imagebuilder:us-east-1:{Own}:distribution-configuration/demo";

    private DistributeImageTester? tester;

    public PreflightScenario() => Cloud[Own].Add(Ami);

    public FakeCloud Cloud { get; } = new();

    public List<Distribution> Entries { get; } = [];

    public List<string> Skipped { get; } = [];

    /// <summary>What Image Builder answers to GetImage; an exception is thrown.</summary>
    public Func<Response> Image { get; set; } = () => throw new ResourceNotFoundException("There is no such image.");

    /// <summary>What Image Builder answers to GetDistributionConfiguration; null for the entries.</summary>
    public Func<Response>? Configuration { get; set; }

    public int ConfigurationReads { get; private set; }

    public static DistributeImageRequest Request(string? source = Ami) =>
        new() { SourceImage = source, DistributionConfigurationArn = ConfigurationArn, ExecutionRole = "ImageBuilderRole" };

    /// <summary>Adds an entry.</summary>
    public AmiDistributionConfiguration Add(string region = Home, params string[] accounts)
    {
        var settings = new AmiDistributionConfiguration { Name = "web {{ imagebuilder:buildDate }}", TargetAccountIds = accounts.Length == 0 ? null : accounts };
        Entries.Add(new() { Region = region, AmiDistributionConfiguration = settings });
        return settings;
    }

    public Task<DistributeImageTest> TestAsync(DistributeImageRequest? request = null)
    {
        if (Entries.Count == 0)
            Add();
        tester ??= new(
            new FakeImageBuilder(Answer), Cloud, new ConnectionSettings { Region = Home }, skipped: Skipped);
        return tester.TestAsync(request ?? Request(), CancellationToken.None);
    }

    /// <summary>The rows of a check.</summary>
    public async Task<DistributeImageCheck[]> RowsAsync(string name, string? source = Ami) =>
        [.. (await TestAsync(Request(source))).Checks.Where(check => check.Name == name)];

    /// <summary>The only row of a check.</summary>
    public async Task<DistributeImageCheck> RowAsync(string name, string? source = Ami) => Assert.Single(await RowsAsync(name, source));

    /// <summary>Lets calls of an operation end in an error.</summary>
    public void Refuse(string operation, string code = "UnauthorizedOperation", int status = 403, string message = "No.", string? account = null) =>
        Cloud.Error = call => call.Operation == operation && (account is null || call.Account == account) ? new ImageBuilderException(message, code, status) : null;

    private Response Answer(Request request)
    {
        if (request is GetImageRequest)
            return Image();
        ConfigurationReads++;
        return Configuration?.Invoke()
            ?? new GetDistributionConfigurationResponse { DistributionConfiguration = new() { Name = "demo", Distributions = [.. Entries] } };
    }
}
