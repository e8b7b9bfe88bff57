using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>
/// Finds out what would make distributions fail before they are sent. It only reads. Each configuration, account and region
/// is read once, however many images are tested. Safe for many threads.
/// </summary>
public sealed class DistributeImageTester
{
    private const string GetConfiguration = "imagebuilder:GetDistributionConfiguration";
    private const string Execution = "executionRole";
    private static readonly string[] PathsWithOwnCheck = ["sourceImage", "distributionConfigurationArn", Execution, "clientToken"];

    private readonly IImageBuilder service;
    private readonly IEc2Factory ec2;
    private readonly ConnectionSettings settings;
    private readonly TimeProvider clock;
    private readonly HashSet<string> skipped;
    private readonly ConcurrentDictionary<string, Lazy<Task<(PreflightPlan? Plan, IReadOnlyList<DistributeImageCheck> Rows)>>> configurations = new(StringComparer.Ordinal);
    private readonly object gate = new();
    private PreflightSites? sites;
    private CapacityCheck? capacity;

    /// <summary>A tester of one pipeline.</summary>
    /// <param name="service">The endpoint that the distributions would be sent to.</param>
    /// <param name="ec2">Connects to EC2.</param>
    /// <param name="settings">The connection to Image Builder, whose credentials are used.</param>
    /// <param name="clock">The clock; the system's when left out.</param>
    /// <param name="skipped">The names of the checks that are not made, of <see cref="DistributeImageChecks.All"/>; null for none.</param>
    public DistributeImageTester(
        IImageBuilder service, IEc2Factory ec2, ConnectionSettings settings, TimeProvider? clock = null, IEnumerable<string>? skipped = null)
    {
        (this.service, this.ec2, this.settings) = (service, ec2, settings);
        this.clock = clock ?? TimeProvider.System;
        this.skipped = [.. skipped ?? []];
    }

    /// <summary>Makes all checks of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the checks. The first call's token ends all reads from EC2.</param>
    /// <exception cref="ConnectionException">No call to Image Builder could be made.</exception>
    /// <exception cref="OperationCanceledException">The checks were ended.</exception>
    public async Task<DistributeImageTest> TestAsync(DistributeImageRequest request, CancellationToken cancellationToken)
    {
        Connect(cancellationToken);
        var rows = new PreflightRows(skipped);
        var violations = ContractValidator.Validate(request);
        CheckForm(request, violations, rows);
        var source = await new SourceCheck(service, sites!, clock).CheckAsync(request, violations, rows, cancellationToken).ConfigureAwait(false);
        if (await ReadConfigurationAsync(request, violations, rows, cancellationToken).ConfigureAwait(false) is { } plan)
        {
            KeyCheck.Check(plan, source, rows);
            await capacity!.CheckAsync(plan, source, rows).ConfigureAwait(false);
        }
        return new(request, rows.Complete());
    }

    private static void CheckForm(DistributeImageRequest request, IReadOnlyList<Violation> violations, PreflightRows rows)
    {
        foreach (var violation in violations.Where(violation => !PathsWithOwnCheck.Contains(violation.Path)))
            rows.Fail(DistributeImageChecks.Request, violation.ToString(), "Correct this member of the request.");
        var ofRole = violations.Where(violation => violation.Path == Execution).Select(violation => violation.ToString()).ToList();
        if (ofRole.Count > 0)
            rows.Fail(DistributeImageChecks.ExecutionRole, string.Join(" ", ofRole), "Give the name or the ARN of a role.");
        else
            rows.Pass(DistributeImageChecks.ExecutionRole, $"{request.ExecutionRole} has a valid form.");
    }

    private void Connect(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            sites ??= new(ec2, settings, service.Region, clock, cancellationToken);
            capacity ??= new(sites);
        }
    }

    private async Task<PreflightPlan?> ReadConfigurationAsync(
        DistributeImageRequest request, IReadOnlyList<Violation> violations, PreflightRows rows, CancellationToken cancellationToken)
    {
        var form = violations.Where(violation => violation.Path == "distributionConfigurationArn").Select(violation => violation.ToString()).ToList();
        if (form.Count > 0)
        {
            rows.Fail(DistributeImageChecks.DistributionConfiguration, string.Join(" ", form), "Give the ARN of a distribution configuration.");
            return null;
        }
        var arn = request.DistributionConfigurationArn!;
        var (plan, found) = await configurations
            .GetOrAdd(arn, _ => new(() => CheckConfigurationAsync(arn, cancellationToken))).Value.ConfigureAwait(false);
        rows.AddAll(found);
        return plan;
    }

    private async Task<(PreflightPlan? Plan, IReadOnlyList<DistributeImageCheck> Rows)> CheckConfigurationAsync(string arn, CancellationToken cancellationToken)
    {
        const string Name = DistributeImageChecks.DistributionConfiguration;
        var rows = new PreflightRows(skipped);
        DistributionConfiguration configuration;
        try
        {
            var response = await service.SendAsync(new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn }, cancellationToken).ConfigureAwait(false);
            configuration = response.DistributionConfiguration ?? new();
        }
        catch (ImageBuilderException error)
        {
            ServiceFailures.Add(rows, Name, GetConfiguration, error, "Give the ARN of a configuration of this account and region.");
            return (null, [.. rows.Complete()]);
        }
        var (caller, _) = await sites!.Home.ReadAsync(Ec2Permissions.GetCallerIdentity, (site, token) => site.GetCallerAsync(token)).ConfigureAwait(false);
        var plan = new PreflightPlan(configuration, caller?.AccountId ?? Arn.Parse(arn)?.AccountId);
        if (plan.Entries.Count == 0)
        {
            rows.Fail(Name, $"{configuration.Name} has no region for an AMI.", "Add a region to the configuration.");
            return (null, [.. rows.Complete()]);
        }
        rows.Pass(Name, $"{configuration.Name} exists.");
        await CheckTargetsAsync(plan, rows).ConfigureAwait(false);
        return (plan, [.. rows.Complete()]);
    }

    // The regions come first: the others cannot be asked about anything.
    private async Task CheckTargetsAsync(PreflightPlan plan, PreflightRows rows)
    {
        AccountCheck.CheckIds(plan, rows);
        ParameterCheck.Check(plan, rows);
        var names = new NameCheck(sites!, clock);
        names.CheckForm(plan, rows);
        await new RegionCheck(sites!).CheckAsync(plan, rows).ConfigureAwait(false);
        await new AccountCheck(sites!).CheckRolesAsync(plan, rows).ConfigureAwait(false);
        await new SharingCheck(sites!).CheckAsync(plan, rows).ConfigureAwait(false);
        await new LaunchTemplateCheck(sites!).CheckAsync(plan, rows).ConfigureAwait(false);
        await names.CheckTakenAsync(plan, rows).ConfigureAwait(false);
    }
}
