using ImageBuilderPS.Connection;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Quickstart;

/// <summary>The calls of the quickstart, over a connection.</summary>
internal sealed class Story(IImageBuilder imageBuilder)
{
    private static readonly string[] Terminal = [ImageStatus.Available, ImageStatus.Failed, ImageStatus.Cancelled];

    public async Task<DistributeImageResponse> DistributeAsync()
    {
        var configurations = await imageBuilder.SendAsync(new ListDistributionConfigurationsRequest(), default);
        return await imageBuilder.SendAsync(
            new DistributeImageRequest
            {
                SourceImage = "ami-0123456789abcdef0",
                DistributionConfigurationArn = configurations.DistributionConfigurationSummaryList![0].Arn,
                ExecutionRole = "ImageBuilderRole",
                Tags = new() { ["CostCenter"] = "1234" },
                ClientToken = Guid.NewGuid().ToString(),
            },
            default);
    }

    public async Task<Image> WaitAsync(string arn)
    {
        var last = "";
        while (true)
        {
            var image = (await imageBuilder.SendAsync(new GetImageRequest { ImageBuildVersionArn = arn }, default)).Image!;
            var status = image.State?.Status ?? "";
            if (status != last)
                Console.WriteLine(last = status);
            if (Terminal.Contains(status))
                return image;
            await Task.Delay(100);
        }
    }

    public async Task<UpdateLifecyclePolicyRequest> PlanUpdateAsync()
    {
        var policies = await imageBuilder.SendAsync(new ListLifecyclePoliciesRequest(), default);
        var policy = (await imageBuilder.SendAsync(
            new GetLifecyclePolicyRequest { LifecyclePolicyArn = policies.LifecyclePolicySummaryList![0].Arn }, default)).LifecyclePolicy!;
        return new()
        {
            LifecyclePolicyArn = policy.Arn,
            Description = "Deletes images after 90 days and keeps the newest three",
            Status = LifecyclePolicyStatus.Enabled,
            ExecutionRole = policy.ExecutionRole,
            ResourceType = policy.ResourceType,
            PolicyDetails =
            [
                new()
                {
                    Action = new() { Type = LifecyclePolicyDetailActionType.Delete, IncludeResources = new() { Amis = true, Snapshots = true } },
                    Filter = new() { Type = LifecyclePolicyDetailFilterType.Age, Value = 90, Unit = LifecyclePolicyTimeUnit.Days, RetainAtLeast = 3 },
                },
            ],
            ResourceSelection = policy.ResourceSelection,
            ClientToken = Guid.NewGuid().ToString(),
        };
    }

    public static DistributeImageRequest BadRequest() => new()
    {
        SourceImage = "ami-0123456789abcdef0",
        DistributionConfigurationArn = "demo",
        ExecutionRole = "a role",
        ClientToken = Guid.NewGuid().ToString(),
    };

    /// <summary>Distributes by a configuration that does not exist.</summary>
    /// <returns>Whether the service said so.</returns>
    public async Task<bool> ShowServiceErrorAsync()
    {
        try
        {
            await imageBuilder.SendAsync(
                new DistributeImageRequest
                {
                    SourceImage = "ami-0123456789abcdef0",
                    DistributionConfigurationArn = "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/missing",
                    ExecutionRole = "ImageBuilderRole",
                    ClientToken = Guid.NewGuid().ToString(),
                },
                default);
            return false;
        }
        catch (ImageBuilderException error)
        {
            Console.WriteLine($"{error.ErrorCode} (HTTP {error.StatusCode}): {error.Message}");
            return true;
        }
    }
}
