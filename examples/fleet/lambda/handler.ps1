# The steps of the state machine. Each takes the parsed event and writes what the next step needs to know.
# FLEET_STORE is s3://BUCKET, or a folder in a test. FLEET_GUARD has parameters of New-IBLifecyclePlan, as JSON.
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/store.ps1"
. ((Test-Path "$PSScriptRoot/fleet.ps1") ? "$PSScriptRoot/fleet.ps1" : "$PSScriptRoot/../fleet.ps1")

# Runs a step in a folder of its own, which is then removed: the next call may get the same machine.
function Use-WorkFolder([scriptblock] $step) {
    $work = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "fleet-$([guid]::NewGuid().ToString('n'))")).FullName
    try { & $step $work }
    finally { Remove-Item -Recurse -Force $work }
}

# The name of a row's files.
function Get-RowName($row) { "$($row.RoleArn)$($row.ProfileName).$($row.Region)" -replace '[^\w.-]+', '-' }

# Plans one account and region. What fails becomes a file too, and so a row of the report.
function Invoke-PlanStep($InputEvent) {
    Use-WorkFolder {
        param($work)
        $row = Get-RowName $InputEvent.account
        $policies = (New-Item -ItemType Directory (Join-Path $work policies)).FullName
        $names = @(Get-StoreName $env:FLEET_STORE policies)
        $names | ForEach-Object { $null = Receive-StoreFile $env:FLEET_STORE $_ $policies }
        $guard = $env:FLEET_GUARD ? ($env:FLEET_GUARD | ConvertFrom-Json -AsHashtable) : @{}
        # An account that does not need a role has an empty cell in the table, and none here.
        $account = [pscustomobject] $InputEvent.account | Select-Object Region, RoleArn, ExternalId, ProfileName, RoleSessionName
        $items = @(New-FleetPlan $account ($names ? $policies : '') (Join-Path $work plan.json) $guard)
        $errors = $items.Where{ $_ -is [Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -notlike 'PlanIncomplete,*' }
        if (Test-Path "$work/plan.json") { Send-StoreFile $env:FLEET_STORE "runs/$($InputEvent.run)/plans/$row.json" "$work/plan.json" }
        if ($errors) {
            ConvertTo-Json @{ message = "$errors" } | Set-Content "$work/error.json"
            Send-StoreFile $env:FLEET_STORE "runs/$($InputEvent.run)/errors/$row.json" "$work/error.json"
        }
        @{ row = $row; planned = Test-Path "$work/plan.json"; failed = $errors.Count -gt 0 }
    }
}

# Writes the report of a run, and the list of the plans that can be applied, whose digest the approval is for.
# After the apply it looks whether all of them were.
function Invoke-ReportStep($InputEvent) {
    Use-WorkFolder {
        param($work)
        $run = "runs/$($InputEvent.run)"
        $there = @(Get-StoreName $env:FLEET_STORE $run)
        if ($InputEvent.isApplied) {
            $names = @((Get-Content -Raw (Receive-StoreFile $env:FLEET_STORE "$run/apply.json" $work) | ConvertFrom-Json).name)
            $missing = $names.Where{ "$run/applied/$_.json" -notin $there }
            if ($missing) { throw "$($missing.Count) of $($names.Count) plans were not applied, or not completely: $($missing -join ', '). $run/audit and CloudWatch Logs say why." }
            return @{ applied = $names.Count }
        }
        $items, $apply = @(), @()
        foreach ($row in Import-Csv (Receive-StoreFile $env:FLEET_STORE accounts.csv $work)) {
            $name = Get-RowName $row
            if ("$run/plans/$name.json" -in $there) {
                $plan = Import-IBLifecyclePlan (Receive-StoreFile $env:FLEET_STORE "$run/plans/$name.json" $work)
                $items += $plan
                if ($plan.HasChanges -and -not $plan.IsBlocked) { $apply += @{ name = $name; digest = $plan.Digest; roleArn = $row.ApplyRoleArn; externalId = $row.ExternalId } }
            }
            $isFailed = "$run/errors/$name.json" -in $there
            if ($isFailed) { $items += New-FleetError $row (Get-Content -Raw (Receive-StoreFile $env:FLEET_STORE "$run/errors/$name.json" $work) | ConvertFrom-Json).message }
            elseif ("$run/plans/$name.json" -notin $there) { $items += New-FleetError $row 'The function that plans it failed or ran out of time. CloudWatch Logs has its log.' }
        }
        Write-FleetReport $items $work
        ConvertTo-Json -InputObject @($apply) | Set-Content "$work/apply.json"
        foreach ($file in 'fleet.html', 'fleet.md', 'fleet.json', 'apply.json') { Send-StoreFile $env:FLEET_STORE "$run/$file" "$work/$file" }
        $report = Get-Content -Raw "$work/fleet.json" | ConvertFrom-Json
        $digest = (Get-FileHash "$work/apply.json").Hash
        @{
            report = "$run/fleet.html"
            line = $report.totals.line
            unread = @($report.accounts.Where{ $_.error }).Count
            blocked = @($report.accounts.Where{ $_.isBlocked }).Count
            apply = $apply.Count
            list = "$run/apply.json"
            digest = $digest
            # The token of the task follows.
            question = "Read $env:FLEET_STORE/$run/fleet.html first. $($apply.Count) plans are to be applied; the SHA-256 of their list is $digest.`n`n" +
                "To apply them:`naws stepfunctions send-task-success --task-output '{`"approved`": true}' --task-token "
        }
    }
}

# Applies one plan of an approved list. The list must be the one that was approved, and the plan the one that it names.
function Invoke-ApplyStep($InputEvent) {
    Use-WorkFolder {
        param($work)
        $run = "runs/$($InputEvent.run)"
        $list = Receive-StoreFile $env:FLEET_STORE "$run/apply.json" $work
        if ((Get-FileHash $list).Hash -ne $InputEvent.digest) { throw "$run/apply.json is not the list that was approved. Nothing was sent." }
        $entry = (Get-Content -Raw $list | ConvertFrom-Json).Where{ $_.name -eq $InputEvent.name }[0]
        if (-not $entry) { throw "$($InputEvent.name) is not in the list that was approved. Nothing was sent." }
        $file = Receive-StoreFile $env:FLEET_STORE "$run/plans/$($entry.name).json" $work
        if ((Import-IBLifecyclePlan $file).Digest -ne $entry.digest) { throw "The plan $($entry.name) is not the one that was reviewed. Nothing was sent." }
        $role = $entry.roleArn ? @{ RoleArn = $entry.roleArn } : @{}
        if ($entry.roleArn -and $entry.externalId) { $role.ExternalId = $entry.externalId }
        try { $results = Invoke-IBLifecyclePlan $file @role -CISummary:$false -Confirm:$false -ErrorVariable failures -ErrorAction Continue 2>$null }
        finally {
            if (Test-Path "$work/$($entry.name).audit.jsonl") { Send-StoreFile $env:FLEET_STORE "$run/audit/$($entry.name).$([datetime]::UtcNow.ToString('yyyyMMddTHHmmss')).jsonl" "$work/$($entry.name).audit.jsonl" }
        }
        if ($failures) { throw "$failures" }
        $results | Select-Object PolicyName, Outcome, RequestId | ConvertTo-Json -AsArray | Set-Content "$work/applied.json"
        Send-StoreFile $env:FLEET_STORE "$run/applied/$($entry.name).json" "$work/applied.json"
        @{ name = $entry.name; outcomes = @($results.Outcome) }
    }
}
