# Runs tests/Pester; leaves the counts as JSON in -Result and the results as XML beside it.
param(
    # The folder that holds Pester.
    [Parameter(Mandatory)] [string] $ModuleFolder,
    [Parameter(Mandatory)] [version] $Version,
    # The folder of the module under test: the checkout, or a package.
    [Parameter(Mandatory)] [string] $Module,
    # The folder of the package, which the tests publish.
    [string] $Package,
    [string] $Path = "$PSScriptRoot/../tests/Pester",
    [Parameter(Mandatory)] [string] $Result
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path (Resolve-Path $ModuleFolder) "Pester/$Version/Pester.psd1")
$env:IMAGEBUILDERPS_MODULE = $Module
$env:IMAGEBUILDERPS_PACKAGE = $Package

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = [IO.Path]::ChangeExtension($Result, 'xml')
if ([Console]::IsOutputRedirected) {
    $configuration.Output.RenderMode = 'Plaintext'
}
$run = Invoke-Pester -Configuration $configuration
if (-not $run) {
    exit 1
}

foreach ($test in $run.Skipped) {
    $because = if ($test.ErrorRecord) { $test.ErrorRecord[0].Exception.Message } else { 'no reason given' }
    "Skipped: $($test.ExpandedPath): $because"
}
@{
    passed  = $run.PassedCount
    failed  = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
    skipped = $run.SkippedCount + $run.InconclusiveCount
} | ConvertTo-Json | Set-Content $Result
