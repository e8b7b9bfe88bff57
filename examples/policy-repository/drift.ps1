# Finds what somebody changed in the console, and takes it over into the files. It changes nothing in AWS.
# drift.md in the folder of -OutputPath says what it found.
param(
    # The policies as they were last applied.
    [string] $PolicyPath = 'policies',
    [string] $OutputPath = 'plan'
)
. "$PSScriptRoot/common.ps1"

# Writes the live policy into its file. The name, the ARN and the tags of the file stay.
function Update-PolicyFile([string] $path, [string] $arn) {
    $export = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).json"
    Get-IBLifecyclePolicy $arn | Export-IBLifecyclePolicy $export
    $live = [Text.Json.Nodes.JsonNode]::Parse((Get-Content -Raw $export)).AsObject()
    Remove-Item $export
    $file = [Text.Json.Nodes.JsonNode]::Parse((Get-Content -Raw $path)).AsObject()

    $result = [Text.Json.Nodes.JsonObject]::new()
    foreach ($name in 'name', 'lifecyclePolicyArn') { if ($file.ContainsKey($name)) { $result.Add($name, $file[$name].DeepClone()) } }
    foreach ($member in $live) { if ($member.Key -notin 'lifecyclePolicyArn', 'dateUpdated') { $result.Add($member.Key, $member.Value.DeepClone()) } }
    if ($file.ContainsKey('tags')) { $result.Add('tags', $file['tags'].DeepClone()) }

    $options = [Text.Json.JsonSerializerOptions]::new()
    $options.WriteIndented = $true
    $options.Encoder = [Text.Encodings.Web.JavaScriptEncoder]::UnsafeRelaxedJsonEscaping
    Set-Content $path ($result.ToJsonString($options) -replace '\r')
}

$null = New-Item -ItemType Directory -Force $OutputPath
# What the policies delete does not matter here, so no guard may block the plan.
$plan = New-IBLifecyclePlan -PolicyPath $PolicyPath -LastAppliedPath $PolicyPath -NoFact -DetailedExitCode -CISummary:$false `
    -AllowUnknown -AllowInUse -AllowLastImage -MaximumDelete ([int]::MaxValue) -MaximumDeletePercent 100
$code = $LASTEXITCODE
$changed = @($plan.Policies | Where-Object { $_.HasChanges -and $_.Change -eq 'Update' })
$missing = @($plan.Policies | Where-Object { $_.HasChanges -and $_.Change -eq 'Create' })

$report = @(
    foreach ($policy in $changed) {
        "Somebody changed policy $($policy.Name):", '', '``````text', ("$($policy.Drift -join "`n")" -replace '`{3,}', '...'), '``````', ''
        Update-PolicyFile $policy.Source $policy.LifecyclePolicyArn
    }
    foreach ($policy in $missing) { "Policy $($policy.Name) does not exist. Run the apply workflow to create it, or remove $($policy.Source).", '' }
)
$report | Set-Content "$OutputPath/drift.md"
$report | Out-Host
if ($env:GITHUB_STEP_SUMMARY) { $report | Add-Content $env:GITHUB_STEP_SUMMARY }

if ($env:GITHUB_OUTPUT) {
    "changed=$("$($changed.Count -gt 0)".ToLowerInvariant())", "missing=$("$($missing.Count -gt 0)".ToLowerInvariant())" | Add-Content $env:GITHUB_OUTPUT
}
# 2 means that there is a difference, and no failure.
exit ($code -eq 1 ? 1 : 0)
