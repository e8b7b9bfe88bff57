using System.Management.Automation;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>Messages about a success that has no output.</summary>
internal static class UserMessages
{
    /// <summary>Shows a text to who typed the cmdlet; a script has it with -Verbose.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="text">The text.</param>
    public static void Say(this PSCmdlet cmdlet, string text)
    {
        if (cmdlet.MyInvocation.CommandOrigin == CommandOrigin.Runspace)
            cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
        else
            cmdlet.WriteVerbose(text);
    }
}
