using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Ssm;

/// <summary>Finds parameters by what requests call them: <c>/my/ami</c>, <c>/my/ami:3</c>, or an ARN.</summary>
internal static class ParameterLookup
{
    private const string ResourceType = "parameter";

    /// <summary>The ARN of a parameter.</summary>
    public static string Arn(RegionState state, string name) => state.Arn("ssm", $"{ResourceType}/{name.TrimStart('/')}");

    /// <summary>A parameter and its version; null where one of them does not exist.</summary>
    /// <param name="state">The account and region.</param>
    /// <param name="text">A name or an ARN, with or without a version.</param>
    public static FoundParameter? Find(RegionState state, string text)
    {
        var (name, selector) = Split(state, text.Trim());
        if ((state.Parameters.Find(name) ?? (name == text ? null : state.Parameters.Find("/" + name))) is not { } parameter)
            return null;
        if (selector is null)
            return new(parameter, parameter.Latest, null);
        var version = int.TryParse(selector, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Array.Find(parameter.Versions, version => version.Number == number)
            : null;
        return new(parameter, version, ":" + selector);
    }

    // The name in an ARN has lost its first slash.
    private static (string Name, string? Selector) Split(RegionState state, string text)
    {
        if (Api.Arn.Parse(text) is { Service: "ssm", ResourceType: ResourceType } arn)
            text = arn.Region == state.Region && arn.AccountId == state.Account ? arn.ResourceId : "";
        var parts = text.Split([':'], 2);
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }
}

/// <summary>A parameter that was found.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Version">The version; null where the parameter has no such version.</param>
/// <param name="Selector">The part of the request that names the version: <c>:3</c>; null for the newest one.</param>
internal sealed record FoundParameter(SsmParameter Parameter, SsmParameterVersion? Version, string? Selector);
