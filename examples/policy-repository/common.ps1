# Dot-sourced by the scripts of this folder.
#requires -Version 7.4
$ErrorActionPreference = 'Stop'
# No colours in a log.
if ([Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }

# The checkout that the workflow built, or else the installed module.
$module = Join-Path $PSScriptRoot ImageBuilderPS/ImageBuilderPS.psd1
Import-Module ((Test-Path $module) ? $module : 'ImageBuilderPS')

# An error or a warning beside the step.
function Write-Annotation([string] $kind, [string] $message) {
    $line = $message -replace '\s*\r?\n\s*', ' '
    if ($env:GITHUB_ACTIONS) { Write-Host "::${kind}::$($line -replace '%', '%25')" }
    elseif ($env:TF_BUILD) { Write-Host "##vso[task.logissue type=$kind]$line" }
    else { Write-Host "${kind}: $line" }
}
