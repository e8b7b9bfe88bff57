namespace ImageBuilderPS.Build;

internal enum EngineName
{
    Pwsh,
    WindowsPowerShell,
}
