using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Starts, resumes and cancels distributions.</summary>
internal static class DistributionOperations
{
    public static DistributeImageResponse Distribute(OperationContext call, DistributeImageRequest request)
    {
        var configuration = call.State.Configurations.Find(request.DistributionConfigurationArn!)
            ?? throw ConfigurationOperations.Missing(call, request.DistributionConfigurationArn!);
        var source = SourceImages.Resolve(call, request.SourceImage!);
        RefuseOverQuota(call);
        var arn = call.State.Images.NextBuild(source.Version);
        var image = source.NewImage(arn, request, configuration, call.Now);
        image.OutputResources = new() { Amis = AmiPlan.Of(arn, configuration, call) };
        var run = new DistributionRun(
            RequestedStates.States(request.Tags), image.OutputResources.Amis, call.State.Account, call.Settings, call.Now);
        call.State.Images.Put(new(arn, image) { Run = run });
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = image.Arn };
    }

    public static RetryImageResponse Retry(OperationContext call, RetryImageRequest request)
    {
        var stored = ImageOperations.Existing(call, request.ImageBuildVersionArn!);
        if (stored.Status != ImageStatus.Failed)
            throw new InvalidRequestException($"The image {stored.Arn} is {stored.Status}. Only a FAILED image can be retried.");
        RefuseOverQuota(call);
        var unfinished = (stored.Image.OutputResources?.Amis ?? []).Where(ami => ami.State?.Status != ImageStatus.Available).ToArray();
        var run = new DistributionRun(
            RequestedStates.StatesOfRetry(stored.Image.Tags), unfinished, call.State.Account, call.Settings, call.Now);
        call.State.Images.Resume(stored, run);
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = request.ImageBuildVersionArn };
    }

    public static CancelImageCreationResponse Cancel(OperationContext call, CancelImageCreationRequest request)
    {
        var stored = ImageOperations.Existing(call, request.ImageBuildVersionArn!);
        if (!ImageStatusInfo.IsInProgress(stored.Status))
            throw new InvalidRequestException($"The image {stored.Arn} is {stored.Status}. Only an image that is under way can be cancelled.");
        call.State.Images.Cancel(stored);
        return new() { ClientToken = request.ClientToken, ImageBuildVersionArn = request.ImageBuildVersionArn };
    }

    private static void RefuseOverQuota(OperationContext call)
    {
        var most = call.Settings.MostRunningDistributions;
        if (call.State.Images.Running(call.Now).Count >= most)
        {
            throw new ServiceQuotaExceededException(
                $"{most} distributions are running in region {call.State.Region}, which is the quota. Wait until one has ended.");
        }
    }
}
