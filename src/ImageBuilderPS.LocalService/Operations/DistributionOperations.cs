using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
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
        image.OutputResources = new() { Amis = AmiPlan.Create(arn, configuration, context) };
        var run = new DistributionRun(
            RequestedStates.States(request.Tags), image.OutputResources.Amis, context.State.Account, context.Settings, context.Now);
        context.State.Images.Put(new(arn, image) { Run = run });
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = image.Arn };
    }

    public static RetryImageResponse Retry(OperationContext context, RetryImageRequest request)
    {
        var stored = ImageOperations.Require(context, request.ImageBuildVersionArn!);
        if (stored.Status != ImageStatus.Failed)
            throw new InvalidRequestException($"The image {stored.Arn} is {stored.Status}. Only a FAILED image can be retried.");
        ThrowIfQuotaReached(context);
        var unfinished = (stored.Image.OutputResources?.Amis ?? []).Where(ami => ami.State?.Status != ImageStatus.Available).ToArray();
        var run = new DistributionRun(
            RequestedStates.StatesOfRetry(stored.Image.Tags), unfinished, context.State.Account, context.Settings, context.Now);
        context.State.Images.Resume(stored, run);
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = request.ImageBuildVersionArn };
    }

    public static CancelImageCreationResponse Cancel(OperationContext context, CancelImageCreationRequest request)
    {
        var stored = ImageOperations.Require(context, request.ImageBuildVersionArn!);
        if (!ImageStatusInfo.IsInProgress(stored.Status))
            throw new InvalidRequestException($"The image {stored.Arn} is {stored.Status}. Only an image in progress can be cancelled.");
        context.State.Images.Cancel(stored);
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = request.ImageBuildVersionArn };
    }

    private static void ThrowIfQuotaReached(OperationContext context)
    {
        var max = context.Settings.MaxRunningDistributions;
        if (context.State.Images.Running(context.Now).Count >= max)
        {
            throw new ServiceQuotaExceededException(
                $"The quota of {max} running distributions in region {context.State.Region} is reached. Wait until one has ended.");
        }
    }
}
