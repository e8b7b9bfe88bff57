using System.Management.Automation;

namespace ImageBuilderPS.Loading;

/// <summary>What happens when the module comes and goes.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
#if NETFRAMEWORK
        Dependencies.Prepare();
#endif
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (ModuleState.StopOwnLocalService() is not { } ended)
            return;
        var warning = $"The local service at {ModuleState.Text(ended)} has ended with the module, and what it held is gone. {ModuleState.FromNowOn(ModuleState.LocalUrl)}";
        ScriptBlock.Create("param($text) Write-Warning $text").Invoke(warning);
    }
}
