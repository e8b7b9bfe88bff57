using System.Management.Automation;

namespace ImageBuilderPS.Commands;

/// <summary>How the caller wants to be asked: what ShouldProcess knows and does not tell.</summary>
internal static class Consent
{
    /// <summary>Whether nothing is to happen.</summary>
    public static bool IsWhatIf(this PSCmdlet cmdlet) =>
        Given(cmdlet, "WhatIf") ?? LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether a change of this impact is asked about.</summary>
    public static bool IsAsked(this PSCmdlet cmdlet, ConfirmImpact impact) =>
        Given(cmdlet, "Confirm") ?? (Preference(cmdlet) is var least && least != ConfirmImpact.None && least <= impact);

    private static bool? Given(PSCmdlet cmdlet, string name) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out var value) ? LanguagePrimitives.IsTrue(value) : null;

    private static ConfirmImpact Preference(PSCmdlet cmdlet) =>
        LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue("ConfirmPreference"), out ConfirmImpact preference)
            ? preference
            : ConfirmImpact.High;
}
