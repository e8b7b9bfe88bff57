# Dot-sourced by report.ps1 and by the functions in lambda/: what both do with a table of accounts and regions.

# Plans each account and region. It writes the plans, and the errors of those that failed, and changes nothing.
# Without policies, the plan is of the live policies as they are: what their runs do in the next seven days.
function New-FleetPlan([object[]] $Account, [string] $PolicyPath, [string] $Path, [hashtable] $Guard = @{}) {
    $more = $Guard + @{ CISummary = $false; WarningAction = 'SilentlyContinue'; ErrorAction = 'Continue' }
    if ($Path) { $more.Path = $Path }
    if ($PolicyPath) { return $Account | New-IBLifecyclePlan -PolicyPath $PolicyPath @more 2>&1 }
    $policies = foreach ($row in $Account) {
        $found = $row | Get-IBLifecyclePolicy -ErrorVariable failed -ErrorAction SilentlyContinue
        if (-not $found -and -not $failed) { New-FleetError $row 'There is no lifecycle policy: images stay until somebody deletes them.' }
        @($failed) + @($found)
    }
    $policies | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
    $policies = @($policies | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] })
    if ($policies) { $policies | New-IBLifecyclePlan @more 2>&1 }
}

# An error that a report has as a row: the data of its exception says of which account and region it is.
function New-FleetError($row, [string] $message) {
    $problem = [InvalidOperationException]::new($message)
    foreach ($name in 'Region', 'RoleArn', 'ProfileName') { if ($row.$name) { $problem.Data["ImageBuilderPS.$name"] = $row.$name } }
    [Management.Automation.ErrorRecord]::new($problem, 'FleetError', 'NotSpecified', $null)
}

# Writes fleet.html, fleet.md and fleet.json of plans and errors.
function Write-FleetReport([object[]] $Item, [string] $Path, [string] $Title = 'Lifecycle of all accounts and regions') {
    foreach ($form in @{ Html = 'html'; Markdown = 'md'; Json = 'json' }.GetEnumerator()) {
        $Item | ConvertTo-IBLifecycleReport $form.Key -Title $Title -Path (Join-Path $Path "fleet.$($form.Value)") -Force
    }
}
