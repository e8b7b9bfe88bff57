# A report of the lifecycle policies of all accounts and regions. It reads, and changes nothing.
#
#   ./report.ps1                              what the live policies do in the next seven days
#   ./report.ps1 -PolicyPath ./policies       what changes if these policies are applied
#
# Exit code: 0 where all is as it should be, 2 where policies would change, 1 where an account failed or a plan is blocked.
#requires -Version 7.4
param(
    # A table with the columns Region, RoleArn and ExternalId; a row for each account and region.
    [string] $Accounts = "$PSScriptRoot/accounts.csv",
    [string] $PolicyPath,

    # Gets fleet.html, fleet.md, fleet.json, and a plan for each account and region.
    [string] $OutputPath = 'fleet',

    # Parameters of New-IBLifecyclePlan, such as @{ RoleName = 'ImageReader'; MaximumDelete = 20 }.
    [hashtable] $Guard = @{}
)
$ErrorActionPreference = 'Stop'
# No colours in a log.
if ([Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
$module = Join-Path $PSScriptRoot ImageBuilderPS/ImageBuilderPS.psd1
if (-not (Get-Module ImageBuilderPS)) { Import-Module ((Test-Path $module) ? $module : 'ImageBuilderPS') }
. "$PSScriptRoot/fleet.ps1"

$null = New-Item -ItemType Directory -Force $OutputPath
$items = @(New-FleetPlan (Import-Csv $Accounts) $PolicyPath (Join-Path $OutputPath plan.json) ($Guard + @{ Force = $true }))
Write-FleetReport $items $OutputPath

$report = Get-Content -Raw (Join-Path $OutputPath fleet.json) | ConvertFrom-Json
$report.accounts | Format-Table @{ n = 'Account'; e = { $_.accountId } }, @{ n = 'Region'; e = { $_.region } }, @{ n = 'Verdict'; e = { $_.verdict } },
    @{ n = 'Deletes'; e = { $_.totals.deletedImages } }, @{ n = 'InUse'; e = { $_.totals.inUse } } | Out-Host
if ($env:GITHUB_STEP_SUMMARY) { Get-Content (Join-Path $OutputPath fleet.md) | Add-Content $env:GITHUB_STEP_SUMMARY }
foreach ($account in $report.accounts | Where-Object error) {
    $line = "$($account.accountId) $($account.region): $($account.error)" -replace '\s*\r?\n\s*', ' ' -replace '%', '%25'
    if ($env:GITHUB_ACTIONS) { Write-Host "::error::$line" } else { Write-Host "Not read: $line" }
}
exit ($report.accounts.Where{ $_.error -or $_.isBlocked } ? 1 : $report.hasChanges ? 2 : 0)
