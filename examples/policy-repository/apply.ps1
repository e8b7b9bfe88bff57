# Applies a reviewed plan. It fails if the plan does not hold any more, and then nothing was sent. It can be run again: what
# was applied is left alone.
param(
    [string] $PlanPath = 'plan/plan.json',

    # The policies of the commit that is applied.
    [string] $PolicyPath = 'policies',

    # The most deletions that nobody reviewed. They come from images that were built or used since the plan.
    [int] $AllowDrift = 0
)
. "$PSScriptRoot/common.ps1"

$again = 'Make a new plan and review it: "Run workflow" of the apply workflow on the main branch, or "Run pipeline" of the apply pipeline.'
if (-not (Test-Path $PlanPath)) {
    Write-Annotation error "There is no plan $PlanPath. $again"
    exit 1
}
$plan = Import-IBLifecyclePlan $PlanPath

# A plan is a file that another run made, and its pull request may have been planned before another one was merged. So it
# must make of each policy what the files of this commit say.
$files = (New-IBLifecyclePlan -PolicyPath $PolicyPath -NoFact -CISummary:$false -WarningAction SilentlyContinue).Policies
$changes = $plan.Policies | Where-Object HasChanges
foreach ($policy in $changes) {
    $file = $files | Where-Object Name -eq $policy.Name
    if (-not $file -or (Compare-IBLifecyclePolicy $file.After $policy.After)) {
        Write-Annotation error "The plan makes something else of policy $($policy.Name) than the files of this commit say. Nothing was sent. $again"
        exit 1
    }
}
foreach ($file in $files | Where-Object { $_.HasChanges -and $_.Name -notin $changes.Name }) {
    Write-Annotation warning "The plan leaves policy $($file.Name) alone, but its file says something else than the live policy. $again"
}

$results = Invoke-IBLifecyclePlan $PlanPath -AllowDrift $AllowDrift -Confirm:$false -ErrorVariable failures -ErrorAction Continue
$results | Format-Table PolicyName, Change, Outcome, RequestId | Out-Host
if ($failures -and -not $results) { Write-Annotation error $again }
if ($results.Outcome -contains 'Failed') { Write-Annotation error 'Some policies were not changed. Run this job again: it sends only what failed.' }
exit ($failures ? 1 : 0)
