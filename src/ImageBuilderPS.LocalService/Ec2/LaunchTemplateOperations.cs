using System.Globalization;
using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Ssm;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Reads launch templates.</summary>
internal static class LaunchTemplateOperations
{
    private const string Latest = "$Latest";
    private const string Default = "$Default";
    private const string Alias = "resolve:ssm:";

    private static readonly Dictionary<string, FilterValues<LaunchTemplate>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["create-time"] = template => [template.CreateTime],
        ["launch-template-name"] = template => [template.Name],
    };

    private static readonly Dictionary<string, FilterValues<(LaunchTemplate Template, LaunchTemplateVersion Version)>> VersionFilterMembers =
        new(StringComparer.Ordinal)
    {
        ["create-time"] = item => [item.Version.CreateTime],
        ["image-id"] = item => [item.Version.ImageId],
        ["instance-type"] = item => [item.Version.InstanceType],
        ["is-default-version"] = item => [item.Version.Number == item.Template.DefaultVersion],
    };

    public static IEnumerable<XElement?> Describe(OperationContext context, QueryParameters parameters)
    {
        var (ids, names) = (parameters.List("LaunchTemplateId"), parameters.List("LaunchTemplateName"));
        var all = All(context);
        Ec2Ids.LaunchTemplates.ThrowIfMissing(ids, id => all.Exists(template => template.LaunchTemplateId == id));
        if (names.FirstOrDefault(name => !all.Exists(template => template.Name == name)) is { } missing)
            throw NameNotFound(missing);
        var matches = Ec2Filters.Read(parameters, FilterMembers, template => template.Tags);
        var found = all
            .Where(template => ids.Length == 0 || ids.Contains(template.LaunchTemplateId))
            .Where(template => names.Length == 0 || names.Contains(template.Name))
            .Where(matches);
        return Ec2Pages.Read(parameters, (1, 200), "launchTemplates", found, template => template.LaunchTemplateId, Ec2Views.LaunchTemplate);
    }

    public static IEnumerable<XElement?> DescribeVersions(OperationContext context, QueryParameters parameters)
    {
        var template = Find(context, parameters);
        var wanted = parameters.List("LaunchTemplateVersion");
        if (template is null && (wanted.Length == 0 || wanted.Any(version => version is not (Latest or Default))))
            throw Ec2Errors.InvalidCombination($"Without a launch template, LaunchTemplateVersion has to be {Latest} or {Default}.");
        var matches = Ec2Filters.Read(parameters, VersionFilterMembers, item => item.Template.Tags);
        var (min, max) = (parameters.Integer("MinVersion", 1, int.MaxValue), parameters.Integer("MaxVersion", 1, int.MaxValue));
        var found = (template is null ? All(context) : [template])
            .SelectMany(owner => Versions(owner, wanted).Select(version => (Template: owner, Version: version)))
            .Where(item => !(item.Version.Number < min) && !(item.Version.Number > max))
            .Where(matches);
        return Ec2Pages.Read(
            parameters,
            (1, 200),
            "launchTemplateVersionSet",
            found,
            item => $"{item.Template.LaunchTemplateId} {int.MaxValue - item.Version.Number:D10}",
            item => Ec2Views.LaunchTemplateVersion(item.Template, parameters.IsTrue("ResolveAlias") ? Resolve(context, item.Version) : item.Version));
    }

    private static LaunchTemplateVersion Resolve(OperationContext context, LaunchTemplateVersion version) =>
        version.ImageId?.StartsWith(Alias, StringComparison.Ordinal) is true
            && ParameterLookup.Find(context.State, version.ImageId.Substring(Alias.Length))?.Version is { } parameter
                ? version with { ImageId = parameter.Value }
                : version;

    private static List<LaunchTemplate> All(OperationContext context) =>
        [.. context.State.Ec2.LaunchTemplates.After(null).Select(entry => entry.Value)];

    private static LaunchTemplate? Find(OperationContext context, QueryParameters parameters)
    {
        if (parameters.Find("LaunchTemplateId") is { } id)
        {
            Ec2Ids.LaunchTemplates.ThrowIfMalformed(id);
            return context.State.Ec2.LaunchTemplates.Find(id) ?? throw Ec2Ids.LaunchTemplates.NotFound(id);
        }
        return parameters.Find("LaunchTemplateName") is { } name
            ? All(context).Find(template => template.Name == name) ?? throw NameNotFound(name)
            : null;
    }

    private static IEnumerable<LaunchTemplateVersion> Versions(LaunchTemplate template, string[] wanted)
    {
        var numbers = wanted.Select(version => Number(template, version)).ToList();
        if (numbers.FirstOrDefault(number => !Array.Exists(template.Versions, version => version.Number == number)) is not 0 and var missing)
        {
            throw new ImageBuilderException(
                $"Could not find the specified version {missing} for the launch template with ID {template.LaunchTemplateId}.",
                "InvalidLaunchTemplateId.VersionNotFound",
                400);
        }
        return template.Versions.Where(version => numbers.Count == 0 || numbers.Contains(version.Number));
    }

    private static int Number(LaunchTemplate template, string version) =>
        version == Latest ? template.LatestVersion
        : version == Default ? template.DefaultVersion
        : int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw QueryErrors.InvalidValue("LaunchTemplateVersion", version, $"a number, {Latest} or {Default}");

    private static ImageBuilderException NameNotFound(string name) => new(
        $"The specified launch template, with template name {name}, does not exist.", "InvalidLaunchTemplateName.NotFoundException", 400);
}
