using System.Management.Automation;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Binding;

/// <summary>The region and the credentials that the cmdlets of AWS.Tools keep for the session.</summary>
/// <remarks>Source: AWS Tools for PowerShell user guide, "Specify AWS Regions" and "Credential and profile resolution".</remarks>
internal static class AwsToolsSession
{
    private const string RegionVariable = "StoredAWSRegion";
    private const string CredentialVariable = "StoredAWSCredentials";
    private const string CredentialCommand = "Get-AWSCredential";

    /// <summary>The region of Set-DefaultAWSRegion; null when there is none.</summary>
    public static string? Region(PSCmdlet cmdlet) =>
        Trimmed(cmdlet.GetVariableValue(RegionVariable));

    /// <summary>The same for the session of this thread, where there is no cmdlet.</summary>
    public static string? Region() => Trimmed(ScriptBlock.Create($"$global:{RegionVariable}").InvokeReturnAsIs());

    /// <summary>The settings with the credentials of Set-AWSCredential, where there are any.</summary>
    public static ConnectionSettings WithCredentials(PSCmdlet cmdlet, ConnectionSettings settings)
    {
        if (ContractReader.Bare(cmdlet.GetVariableValue(CredentialVariable)) is not { } stored)
            return settings;
        if (CredentialObject.TryRead(stored) is { } keys)
            return settings with { Keys = keys };
        // The variable's own object shows only its name, which is that of its profile.
        if (cmdlet.SessionState.InvokeCommand.GetCommand(CredentialCommand, CommandTypes.Cmdlet | CommandTypes.Function) is not null
            && cmdlet.SessionState.InvokeCommand.InvokeScript(CredentialCommand).FirstOrDefault() is { } found
            && CredentialObject.TryRead(found.BaseObject) is { } kept)
        {
            return settings with { Keys = kept };
        }
        return settings with { ProfileName = stored.ToString() };
    }

    private static string? Trimmed(object? value) => value?.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
