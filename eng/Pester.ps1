# Runs tests/Pester and leaves the counts as JSON in -Result.
param(
    [Parameter(Mandatory)] [string] $ModuleFolder,
    [Parameter(Mandatory)] [string] $Result
)
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $ModuleFolder + [IO.Path]::PathSeparator + $env:PSModulePath
Import-Module Pester -MinimumVersion 5.2.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot '../tests/Pester'
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
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
