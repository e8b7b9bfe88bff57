using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Base;

/// <content>What a caller names in short is looked up and read in whole.</content>
public abstract partial class ImageBuilderCmdlet
{
    private const int MostNear = 3;

    private readonly Dictionary<(string Kind, string Name), string> found = [];

    /// <summary>Finds a lifecycle policy by its name, with one call for each name.</summary>
    /// <param name="name">The name; case, spaces and underscores do not count, as on AWS.</param>
    /// <returns>The ARN, or null after an error.</returns>
    protected string? FindLifecyclePolicyArn(string name) => Find("lifecycle policy", name, LifecyclePolicyNames);

    /// <summary>Finds a distribution configuration by its name, with one call for each name.</summary>
    /// <param name="name">The name; case, spaces and underscores do not count, as on AWS.</param>
    /// <returns>The ARN, or null after an error.</returns>
    protected string? FindDistributionConfigurationArn(string name) => Find("distribution configuration", name, DistributionConfigurationNames);

    /// <summary>Names and ARNs of the account's lifecycle policies.</summary>
    /// <param name="filters">Which; null for all.</param>
    protected IEnumerable<(string Name, string? Arn)> LifecyclePolicyNames(Filter[]? filters) =>
        List<ListLifecyclePoliciesResponse, LifecyclePolicySummary>(new ListLifecyclePoliciesRequest { Filters = filters })
            .Select(policy => (policy.Name ?? "", policy.Arn));

    /// <summary>Names and ARNs of the account's distribution configurations.</summary>
    /// <param name="filters">Which; null for all.</param>
    protected IEnumerable<(string Name, string? Arn)> DistributionConfigurationNames(Filter[]? filters) =>
        List<ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(new ListDistributionConfigurationsRequest { Filters = filters })
            .Select(configuration => (configuration.Name ?? "", configuration.Arn));

    /// <summary>Reads a policy that came from a list in whole; any other is whole already.</summary>
    /// <param name="input">The policy, as its input attribute read it.</param>
    /// <returns>The input, or the policy as it is now; null after an error.</returns>
    protected UpdateLifecyclePolicyRequest? Whole(UpdateLifecyclePolicyRequest input)
    {
        if (!input.IsSummary)
            return input;
        if (Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = input.LifecyclePolicyArn })?.LifecyclePolicy is not { } policy)
            return null;

        // Where nobody changed the policy since it was listed, what is different was changed by hand.
        return input.DateUpdated is null || input.DateUpdated == policy.DateUpdated ? input.MergedOver(policy) : policy.ToUpdateRequest();
    }

    /// <summary>Reads what is only shown to the caller.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request.</param>
    /// <returns>The answer, or null, without an error, where it cannot be had.</returns>
    protected TResponse? TryRead<TResponse>(Request<TResponse> request)
        where TResponse : Response, new()
    {
        TResponse? response = null;
        try
        {
            response = Service.SendAsync(request, Cancellation).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not PipelineStoppedException && !Cancellation.IsCancellationRequested)
        {
            // What is only shown is left out.
        }
        TellAttempts();
        return response;
    }

    private string? Find(string kind, string name, Func<Filter[]?, IEnumerable<(string Name, string? Arn)>> list)
    {
        if (found.TryGetValue((kind, name), out var known))
            return known;
        var before = failures;
        var filter = new Filter { Name = "name", Values = [name] };
        var named = ContractValidator.Validate(filter).Count == 0 ? list([filter]).ToList() : [];
        var arn = named.Find(item => item.Name == name).Arn;
        if (arn is null && failures == before)
        {
            // Another spelling of the name is the same resource; if there is none, the error names what is near.
            var all = list(null).ToList();
            arn = all.Find(item => Normal(item.Name) == Normal(name)).Arn;
            if (arn is null && failures == before)
                WriteError(new NameNotFoundException(kind, name, Service.Region, Near(name, all.Select(item => item.Name))).ToRecord());
        }
        if (arn is not null)
            found[(kind, name)] = arn;
        return arn;
    }

    private static string Normal(string name) => name.Replace(' ', '-').Replace('_', '-').ToLowerInvariant();

    private static List<string> Near(string name, IEnumerable<string> all) =>
    [
        .. all.Select(other => (Name: other, Distance: Distance(Normal(name), Normal(other))))
            .Where(other => other.Distance <= Math.Max(2, name.Length / 3))
            .OrderBy(other => other.Distance).ThenBy(other => other.Name, StringComparer.Ordinal)
            .Select(other => other.Name).Take(MostNear),
    ];

    // Letters to add, leave out or replace; a part of the other name counts as one step.
    private static int Distance(string one, string other)
    {
        if (one.Length > 2 && other.Contains(one))
            return 1;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, replaced);
            }
        }
        return row[other.Length];
    }
}
