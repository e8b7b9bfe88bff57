@{
    RootModule        = 'ImageBuilderPS.Bench.EmptyModule.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '0c6b8a50-5d0f-4b1d-8d2f-8a3f0d0a9b11'
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
    CmdletsToExport   = @('Get-Nothing')
}
