using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.LocalService.Faults;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Starts, resumes and cancels distributions.</summary>
internal static class DistributionOperations
{
    public static DistributeImageResponse Distribute(OperationContext context, DistributeImageRequest request)
    {
        var configuration = context.State.Configurations.Find(request.DistributionConfigurationArn!)
            ?? throw ConfigurationOperations.NotFound(context, request.DistributionConfigurationArn!);
        var source = DistributionSource.Resolve(context, request.SourceImage!);
        ThrowIfQuotaReached(context);
        var arn = context.State.Images.NextBuild(source.Version);
        var image = source.CreateImage(arn, request, configuration, context.Now);
        var stored = new StoredImage(image) { Source = request.SourceImage };
        Start(context, stored, RequestedStates.Optional(request.Tags, configuration), AmiPlan.Create(arn, configuration, context), source.AmiId);
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = image.Arn };
    }

    public static RetryImageResponse Retry(OperationContext context, RetryImageRequest request)
    {
        var stored = ImageOperations.Require(context, request.ImageBuildVersionArn!);
        if (stored.Status is not (ImageStatus.Failed or ImageStatus.Cancelled))
            throw new InvalidRequestException($"The image {stored.Arn} is {stored.Status}. Only a FAILED or CANCELLED image can be retried.");
        if (stored.Image.Type != ImageType.Ami)
            throw new InvalidRequestException($"The image {stored.Arn} has the type {stored.Image.Type}. Only an AMI image can be retried.");
        if (Outputs(stored) is not { Length: > 0 } amis)
            throw new InvalidRequestException($"The image {stored.Arn} has no AMI that could be distributed. Its build cannot be retried, create a new image.");
        Start(context, stored, null, amis, stored.Run?.Source);
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = request.ImageBuildVersionArn };
    }

    public static CancelImageCreationResponse Cancel(OperationContext context, CancelImageCreationRequest request)
    {
        var stored = ImageOperations.Require(context, request.ImageBuildVersionArn!);
        if (!ImageStatusInfo.IsInProgress(stored.Status))
            throw new InvalidRequestException($"The image {stored.Arn} is {stored.Status}. Only an image in progress can be cancelled.");
        if (stored.Run is { } run)
            run.Cancel(context, stored.Image);
        else
            stored.Image.State = DistributionRun.CancelledState();
        context.State.Images.Put(stored);
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = request.ImageBuildVersionArn };
    }

    // Without optional phases it is a retry.
    private static void Start(OperationContext context, StoredImage image, IReadOnlyCollection<string>? optionalPhases, Ami[] amis, string? sourceAmi)
    {
        var targets = amis.Select(ami => new DistributionTarget(ami, FindFailure(context, image, ami))).ToArray();
        var phases = optionalPhases is null
            ? PhasesOfRetry(image.Run)
            : RequestedStates.Phases([.. optionalPhases, .. targets.Select(target => target.Failure?.Phase).OfType<string>()]);
        image.Run = new(phases, targets, context.Now, context.Settings.Step) { Source = sourceAmi };
        var work = new DistributionWork(image, image.Run);
        work.CarryOut(context);
        context.Schedule(work);
    }

    private static TargetFailure? FindFailure(OperationContext context, StoredImage image, Ami ami)
    {
        var (caller, account, region) = (context.State.Account, ami.AccountId!, ami.Region!);
        return account != caller && !context.Settings.HasRole(account, FailureDiagnosis.CrossAccountRole)
            ? FailureReasons.NoCrossAccountRole(account, region, caller)
            : FailureReasons.OfRegion(context.Settings, account, region) ?? DistributionFaults.Find(context.Settings.Faults, image.Source ?? "", caller, region, account);
    }

    // A distribution that stopped goes on with the phase in which it stopped.
    private static string[] PhasesOfRetry(DistributionRun? run) =>
        run is null ? [ImageStatus.Distributing] : [.. run.Phases.SkipWhile(phase => phase != run.Phase)];

    // Before DISTRIBUTING an image lists no AMIs; then the run has them.
    private static Ami[] Outputs(StoredImage image) =>
        image.Image.OutputResources?.Amis is { Length: > 0 } listed ? listed
        : image.Run is { } run ? [.. run.Targets.Select(target => target.Ami)]
        : [];

    private static void ThrowIfQuotaReached(OperationContext context)
    {
        var max = context.Settings.MaxRunningDistributions;
        if (context.State.Images.Running.Count >= max)
        {
            throw new ServiceQuotaExceededException(
                $"The quota of {max} running distributions in region {context.State.Region} is reached. Wait until one has ended.");
        }
    }
}
