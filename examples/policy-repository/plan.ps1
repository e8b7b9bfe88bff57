# Plans the policies of a folder, and writes plan.json, plan.html and plan.md. It changes nothing in AWS.
# It fails if there is no plan or if a guard blocks it. plan.md is there in both cases.
param(
    [string] $PolicyPath = 'policies',

    # The policies of the main branch. What the live policies have else is what somebody changed in the console.
    [string] $LastAppliedPath,

    # The folder of the three files.
    [string] $OutputPath = 'plan',

    # The role that is assumed in other accounts, to read the AMIs there.
    [string] $RoleName = $env:LIFECYCLE_READ_ROLE
)
. "$PSScriptRoot/common.ps1"

# The last part of the policy's ARN, which the name of a file without ARN gives too.
function Get-PolicyKey($policy) {
    if ($policy.LifecyclePolicyArn) { $policy.LifecyclePolicyArn.Split('/')[-1] }
    else { $policy.Name.ToLowerInvariant() -replace '[ _]', '-' }
}

$null = New-Item -ItemType Directory -Force $OutputPath
$arguments = Import-PowerShellDataFile "$PSScriptRoot/guards.psd1"
if ($RoleName) { $arguments.RoleName = $RoleName }
# The first pull request has no policies of the main branch.
$hasBase = $LastAppliedPath -and (Test-Path "$LastAppliedPath/*")
if ($hasBase) { $arguments.LastAppliedPath = $LastAppliedPath }

$plan = New-IBLifecyclePlan -PolicyPath $PolicyPath -Path "$OutputPath/plan.json" -Force -DetailedExitCode @arguments `
    -ErrorVariable failures -ErrorAction Continue
$code = $LASTEXITCODE

if (-not $plan) {
    # The fence is longer than what a file of the pull request can put into a message.
    '## There is no plan', '', '``````text', ($failures -replace '`{3,}', '...'), '``````' | Set-Content "$OutputPath/plan.md"
    exit 1
}

$plan | Out-Host
$plan | ConvertTo-IBLifecycleReport Html -Path "$OutputPath/plan.html" -Force
$plan | ConvertTo-IBLifecycleReport Markdown -Path "$OutputPath/plan.md" -Force

if ($hasBase) {
    $planned = $plan.Policies | ForEach-Object { Get-PolicyKey $_ }
    $removed = Get-ChildItem $LastAppliedPath -Filter *.json -Recurse | Get-Content -Raw | ConvertFrom-Json |
        ForEach-Object { Get-PolicyKey $_ } | Where-Object { $_ -notin $planned }
    foreach ($name in $removed) {
        $note = "Policy $name has no file any more. The plan leaves it alone: if it exists, it goes on until somebody removes it with Remove-IBLifecyclePolicy."
        Write-Annotation warning $note
        '', "⚠ $note" | Add-Content "$OutputPath/plan.md"
    }
}

# 0 means no changes, 2 means changes, and 1 that the plan is blocked.
exit ($code -eq 1 ? 1 : 0)
