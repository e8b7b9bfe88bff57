using System.Management.Automation;

namespace ImageBuilderPS.Loading;

/// <summary>Runs when the module is imported and removed.</summary>
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
        var warning = $"The local service at {ModuleState.Text(ended)} was stopped with the module, and its state is lost. {ModuleState.FromNowOn(ModuleState.LocalUrl)}";
        ScriptBlock.Create("param($text) Write-Warning $text").Invoke(warning);
    }
}
