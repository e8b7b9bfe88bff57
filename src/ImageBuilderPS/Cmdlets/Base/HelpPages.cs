namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>Where the cmdlets' help pages are, for <c>Get-Help -Online</c>.</summary>
internal static class HelpPages
{
    public const string Folder = "https://github.com/ImageBuilderPS/ImageBuilderPS/blob/main/docs/en-US/";
}
