using System.Globalization;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Cmdlets.Base;

/// <content>Policies and configurations by name, and complete policies for summaries.</content>
public abstract partial class ImageBuilderCmdlet
{
    /// <summary>Finds a lifecycle policy by its name.</summary>
    /// <param name="name">The name. Case, spaces and underscores do not matter, as on AWS.</param>
    /// <returns>The ARN.</returns>
    /// <exception cref="NameNotFoundException">There is none.</exception>
    protected string FindLifecyclePolicyArn(string name) =>
        Connection.Keep(() => new LifecyclePolicyNames(new("lifecycle policy", ListLifecyclePolicyNames, () => Service.Region))).Names.Find(name);

    /// <summary>Finds a distribution configuration by its name.</summary>
    /// <param name="name">The name. Case, spaces and underscores do not matter, as on AWS.</param>
    /// <returns>The ARN.</returns>
    /// <exception cref="NameNotFoundException">There is none.</exception>
    protected string FindDistributionConfigurationArn(string name) =>
        Connection.Keep(() => new ConfigurationNames(new("distribution configuration", ListDistributionConfigurationNames, () => Service.Region))).Names.Find(name);

    /// <summary>Names and ARNs of the account's lifecycle policies.</summary>
    /// <param name="filters">Which; null for all.</param>
    protected IEnumerable<(string Name, string? Arn)> ListLifecyclePolicyNames(Filter[]? filters) =>
        List<ListLifecyclePoliciesResponse, LifecyclePolicySummary>(new ListLifecyclePoliciesRequest { Filters = filters })
            .Select(policy => (policy.Name ?? "", policy.Arn));

    /// <summary>Names and ARNs of the account's distribution configurations.</summary>
    /// <param name="filters">Which; null for all.</param>
    protected IEnumerable<(string Name, string? Arn)> ListDistributionConfigurationNames(Filter[]? filters) =>
        List<ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(new ListDistributionConfigurationsRequest { Filters = filters })
            .Select(configuration => (configuration.Name ?? "", configuration.Arn));

    /// <summary>Reads the complete policy for a summary; any other input is complete already.</summary>
    /// <param name="input">The policy, as its input attribute read it.</param>
    protected UpdateLifecyclePolicyRequest Complete(UpdateLifecyclePolicyRequest input)
    {
        if (!input.IsSummary)
            return input;
        var policy = ReadLifecyclePolicy(input.LifecyclePolicyArn);
        // Where nobody updated the policy since it was listed, the caller changed what is different.
        return input.DateUpdated is null || input.DateUpdated == policy.DateUpdated ? input.MergedOver(policy) : policy.ToUpdateRequest();
    }

    /// <summary>Reads a lifecycle policy.</summary>
    /// <param name="arn">Its ARN.</param>
    protected LifecyclePolicy ReadLifecyclePolicy(string? arn)
    {
        var request = new GetLifecyclePolicyRequest { LifecyclePolicyArn = arn };
        return Send(request).LifecyclePolicy ?? throw MissingMember(request, "policy");
    }

    /// <summary>Reads a distribution configuration.</summary>
    /// <param name="arn">Its ARN.</param>
    protected DistributionConfiguration ReadDistributionConfiguration(string? arn)
    {
        var request = new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn };
        return Send(request).DistributionConfiguration ?? throw MissingMember(request, "distribution configuration");
    }

    /// <summary>Reads an image.</summary>
    /// <param name="arn">Its ARN.</param>
    protected Image ReadImage(string? arn)
    {
        var request = new GetImageRequest { ImageBuildVersionArn = arn };
        return Send(request).Image ?? throw MissingMember(request, "image");
    }

    /// <summary>Reads all images of the account, with their recipes, and shows progress.</summary>
    /// <param name="throttleLimit">How many images are read at a time.</param>
    /// <exception cref="RequestFailedException">A read failed.</exception>
    protected IReadOnlyList<Image> ReadAccountImages(int throttleLimit)
    {
        const string Activity = "Reading the account's images";
        var account = new AccountImages(
            Service, throttleLimit, count => WriteProgress(new(0, Activity, count.ToString(CultureInfo.InvariantCulture))), Cancellation);
        IReadOnlyList<Image> images;
        try
        {
            images = account.Read();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        WriteProgress(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        WriteAttempts();
        return images;
    }

    /// <summary>Reads what is only shown to the user.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <returns>What was read; null, without an error, where it cannot be read.</returns>
    protected T? TryRead<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RequestFailedException) when (!Cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static RequestFailedException MissingMember(Request request, string what) =>
        new(request, new ImageBuilderException($"The response has no {what}.", "UnreadableResponse", 200));

    private sealed record LifecyclePolicyNames(NameLookup Names);

    private sealed record ConfigurationNames(NameLookup Names);
}
