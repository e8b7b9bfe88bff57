using System.Management.Automation;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS;

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
    public void OnRemove(PSModuleInfo psModuleInfo) => Session.StopLocalService();
}
