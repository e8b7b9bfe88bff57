using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Distributing;

/// <summary>
/// Checks distributions before they are sent. It only reads: it changes nothing and costs nothing. Each configuration is
/// read once.
/// </summary>
/// <param name="service">The endpoint that the distribution would be sent to.</param>
public sealed class DistributeImageTester(IImageBuilder service)
{
    private const string Configuration = "DistributionConfiguration";
    private static readonly string[] PathsWithOwnCheck = ["sourceImage", "distributionConfigurationArn", "executionRole", "clientToken"];

    private readonly Dictionary<string, DistributeImageCheck[]> targetChecks = new(StringComparer.Ordinal);

    /// <summary>Runs all checks of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <exception cref="ConnectionException">No call could be made.</exception>
    public async Task<DistributeImageTest> TestAsync(DistributeImageRequest request, CancellationToken cancellationToken)
    {
        var violations = ContractValidator.Validate(request);
        var source = SourceImage.Parse(request.SourceImage);
        var checks = new List<DistributeImageCheck> { SourceForm(request, source, violations) };
        if (source is { IsImage: true })
            checks.Add(await ImageAsync(source, cancellationToken).ConfigureAwait(false));
        checks.AddRange(await ConfigurationAsync(request, violations, cancellationToken).ConfigureAwait(false));
        checks.Add(Member("ExecutionRole", "executionRole", request.ExecutionRole, violations));
        checks.AddRange(violations
            .Where(violation => !PathsWithOwnCheck.Contains(violation.Path))
            .Select(violation => new DistributeImageCheck("Request", DistributeImageCheckResult.Failed, violation.ToString())));
        return new(request, checks);
    }

    private static DistributeImageCheck SourceForm(
        DistributeImageRequest request, SourceImage? source, IReadOnlyList<Violation> violations)
    {
        var member = Member("SourceImage", "sourceImage", request.SourceImage, violations);
        return member.IsFailed ? member
            : source is null ? new(
                member.Name, DistributeImageCheckResult.Failed, $"Got '{request.SourceImage}', expected {new SourceImageAttribute().Expected}.")
            : new(member.Name, DistributeImageCheckResult.Passed, $"{request.SourceImage} is {Describe(source.Kind)}.");
    }

    private static string Describe(SourceImageKind kind) => kind switch
    {
        SourceImageKind.Ami => "an AMI id",
        SourceImageKind.SsmParameter => "an SSM parameter",
        SourceImageKind.ImageBuildVersion => "an image build version",
        _ => "an image version, which means its newest AVAILABLE build",
    };

    private static DistributeImageCheck Member(string name, string path, string? value, IReadOnlyList<Violation> violations)
    {
        var found = violations.Where(violation => violation.Path == path).Select(violation => violation.ToString()).ToList();
        return found.Count > 0
            ? new(name, DistributeImageCheckResult.Failed, string.Join(" ", found))
            : new(name, DistributeImageCheckResult.Passed, $"{value} has a valid form.");
    }

    private async Task<DistributeImageCheck> ImageAsync(SourceImage source, CancellationToken cancellationToken)
    {
        const string Name = "ImageAvailable";
        try
        {
            var request = new GetImageRequest { ImageBuildVersionArn = source.Name };
            var response = await service.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var status = response.Image?.State?.Status;
            if (status != ImageStatus.Available)
                return new(Name, DistributeImageCheckResult.Failed, $"The image is {status ?? "in an unknown state"}; only an AVAILABLE image can be distributed.");
            var subject = Subject(source, response.Image);
            return response.Image?.OutputResources is not { } outputs || outputs.Amis?.Any(ami => ami.Region == service.Region) is true
                ? new(Name, DistributeImageCheckResult.Passed, $"{subject} is AVAILABLE.")
                : new(Name, DistributeImageCheckResult.Failed, $"{subject} has no AMI in region {service.Region}, where the request goes.");
        }
        catch (ImageBuilderException error)
        {
            return new(Name, DistributeImageCheckResult.Failed, error.Message);
        }
    }

    private static string Subject(SourceImage source, Image? image) =>
        source.Kind == SourceImageKind.ImageBuildVersion || image?.Arn is not { } build ? "The image" : $"The newest build, {build},";

    private async Task<IReadOnlyList<DistributeImageCheck>> ConfigurationAsync(
        DistributeImageRequest request, IReadOnlyList<Violation> violations, CancellationToken cancellationToken)
    {
        var form = Member(Configuration, "distributionConfigurationArn", request.DistributionConfigurationArn, violations);
        if (form.IsFailed)
            return [form, .. NotReadChecks];
        var arn = request.DistributionConfigurationArn!;
        if (targetChecks.TryGetValue(arn, out var known))
            return known;
        try
        {
            var read = new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn };
            var response = await service.SendAsync(read, cancellationToken).ConfigureAwait(false);
            return targetChecks[arn] = TargetChecks(response.DistributionConfiguration ?? new());
        }
        catch (ImageBuilderException error)
        {
            return [new(Configuration, DistributeImageCheckResult.Failed, error.Message), .. NotReadChecks];
        }
    }

    private static DistributeImageCheck[] NotReadChecks =>
    [
        new("Regions", DistributeImageCheckResult.NotChecked, "The configuration could not be read."),
        new("Accounts", DistributeImageCheckResult.NotChecked, "The configuration could not be read."),
    ];

    private static DistributeImageCheck[] TargetChecks(DistributionConfiguration configuration)
    {
        var regions = DistributionTargets.Regions(configuration);
        var accounts = DistributionTargets.Accounts(configuration);
        return
        [
            new(Configuration, DistributeImageCheckResult.Passed, $"{configuration.Name} exists."),
            regions.Count > 0
                ? new("Regions", DistributeImageCheckResult.Passed, string.Join(", ", regions))
                : new("Regions", DistributeImageCheckResult.Failed, "The configuration lists no region."),
            new("Accounts", DistributeImageCheckResult.Passed, accounts.Count > 0
                ? string.Join(", ", accounts) + ": each needs the role " + FailureDiagnosis.CrossAccountRole + "."
                : "Own account only."),
        ];
    }
}
