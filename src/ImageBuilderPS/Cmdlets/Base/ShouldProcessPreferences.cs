using System.Management.Automation;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>Evaluates -WhatIf, -Confirm, -Verbose, -Debug and their preference variables, as the cmdlet's runtime does.</summary>
internal static class ShouldProcessPreferences
{
    /// <summary>Whether the cmdlet must change nothing.</summary>
    public static bool IsWhatIf(this PSCmdlet cmdlet) =>
        Given(cmdlet, "WhatIf") ?? LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether the caller turned questions off: <c>-Confirm:$false</c>.</summary>
    public static bool IsConfirmed(this PSCmdlet cmdlet) => Given(cmdlet, "Confirm") == false;

    /// <summary>Whether a change of this impact needs a confirmation.</summary>
    public static bool IsAsked(this PSCmdlet cmdlet, ConfirmImpact impact) =>
        Given(cmdlet, "Confirm")
            ?? (Preference(cmdlet, "ConfirmPreference", ConfirmImpact.High) is var least && least != ConfirmImpact.None && least <= impact);

    /// <summary>Whether the text of ShouldProcess is shown: with -WhatIf, -Confirm or -Verbose.</summary>
    public static bool IsDescriptionShown(this PSCmdlet cmdlet, ConfirmImpact impact) =>
        cmdlet.IsWhatIf() || cmdlet.IsAsked(impact) || IsVerbose(cmdlet);

    /// <summary>Whether debug messages are shown.</summary>
    public static bool IsDebug(this PSCmdlet cmdlet) => IsShown(cmdlet, "Debug");

    /// <summary>Whether verbose messages are shown.</summary>
    public static bool IsVerbose(this PSCmdlet cmdlet) => IsShown(cmdlet, "Verbose");

    private static bool IsShown(PSCmdlet cmdlet, string stream) =>
        Given(cmdlet, stream) ?? Preference(cmdlet, stream + "Preference", ActionPreference.SilentlyContinue)
            is ActionPreference.Continue or ActionPreference.Inquire;

    private static bool? Given(PSCmdlet cmdlet, string name) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out var value) ? LanguagePrimitives.IsTrue(value) : null;

    private static T Preference<T>(PSCmdlet cmdlet, string variable, T otherwise) =>
        LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue(variable), out T preference) ? preference : otherwise;
}
