using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Ssm;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>What a distribution does after the copies: new versions of launch templates, and SSM parameters.</summary>
internal static class Integration
{
    /// <summary>Whether a configuration asks for any of it.</summary>
    public static bool IsRequested(DistributionConfiguration configuration) => (configuration.Distributions ?? []).Any(distribution =>
        distribution.LaunchTemplateConfigurations is { Length: > 0 } || distribution.SsmParameterConfigurations is { Length: > 0 });

    /// <summary>Carries it out; if a launch template does not exist nothing changes.</summary>
    /// <returns>The failures by region.</returns>
    public static IReadOnlyDictionary<string, TargetFailure> CarryOut(OperationContext context, Image image)
    {
        var distributions = image.DistributionConfiguration?.Distributions ?? [];
        var failures = new Dictionary<string, TargetFailure>(StringComparer.Ordinal);
        foreach (var distribution in distributions)
        {
            if (FindMissing(context, distribution) is { } missing)
                failures[distribution.Region!] = Missing(missing);
        }
        if (failures.Count > 0)
            return failures;
        foreach (var distribution in distributions)
        {
            foreach (var template in distribution.LaunchTemplateConfigurations ?? [])
                AddVersion(context, image, distribution.Region!, template);
            foreach (var parameter in distribution.SsmParameterConfigurations ?? [])
                Put(context, image, distribution.Region!, parameter);
        }
        return failures;
    }

    private static string? FindMissing(OperationContext context, Distribution distribution) => (distribution.LaunchTemplateConfigurations ?? [])
        .FirstOrDefault(template => Find(context, distribution.Region!, template) is null)?.LaunchTemplateId;

    private static TargetFailure Missing(string id) => new(
        ImageStatus.Integrating,
        $"EC2 Client Error: 'The specified launch template, with template ID {id}, does not exist.'",
        ImageConfigurationStep.UpdateLaunchTemplates);

    private static LaunchTemplate? Find(OperationContext context, string region, LaunchTemplateConfiguration template) =>
        context.Service.Get(template.AccountId ?? context.State.Account, region).Ec2.LaunchTemplates.Find(template.LaunchTemplateId!);

    private static void AddVersion(OperationContext context, Image image, string region, LaunchTemplateConfiguration configuration)
    {
        var template = Find(context, region, configuration)!;
        var number = template.LatestVersion + 1;
        var version = template.Versions[template.Versions.Length - 1] with
        {
            Number = number,
            Description = null,
            CreateTime = context.Now,
            // The service gives the source account's AMI also to templates of other accounts.
            ImageId = FindAmi(image, region, context.State.Account)?.Image,
        };
        context.Service.Get(configuration.AccountId ?? context.State.Account, region).Ec2.LaunchTemplates.Put(
            template.LaunchTemplateId,
            template with
            {
                Versions = [.. template.Versions, version],
                DefaultVersion = configuration.SetDefaultVersion is true ? number : template.DefaultVersion,
            });
    }

    private static void Put(OperationContext context, Image image, string region, SsmParameterConfiguration configuration)
    {
        var account = configuration.AmiAccountId ?? context.State.Account;
        if (FindAmi(image, region, account)?.Image is not { } value)
            return;
        var parameters = context.Service.Get(account, region).Parameters;
        var name = configuration.ParameterName!;
        var known = parameters.Find(name);
        parameters.Put(name, new()
        {
            Name = name,
            DataType = configuration.DataType ?? "text",
            Description = known?.Description,
            Versions = [.. known?.Versions ?? [], new() { Number = (known?.Latest.Number ?? 0) + 1, Value = value, LastModified = context.Now }],
        });
    }

    private static Ami? FindAmi(Image image, string region, string account)
    {
        var amis = (image.OutputResources?.Amis ?? []).Where(ami => ami.Region == region).ToList();
        return amis.Find(ami => ami.AccountId == account) ?? amis.FirstOrDefault();
    }
}
