# The step of a CI job, for GitHub Actions and Azure Pipelines. It distributes an AMI, waits until all targets are
# available, and writes a summary of the targets. If the distribution fails, it also writes an error line and fails.
# Another attempt with the same token sends nothing twice: it waits for the distribution of the previous attempt, and
# resumes it if it failed.
param(
    [Parameter(Mandatory)] [string] $SourceImage,
    [Parameter(Mandatory)] [string] $ConfigurationArn,
    [Parameter(Mandatory)] [string] $ExecutionRole,
    [Parameter(Mandatory)] [string] $ClientToken,

    # The number of this attempt of the job, from 1.
    [int] $Attempt = 1,
    [int] $TimeoutSeconds = 7200
)
$ErrorActionPreference = 'Stop'
# No colours in a file or a log.
if ($PSStyle -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module "$PSScriptRoot/../ImageBuilderPS.psd1"

function Get-Summary($distribution) {
    '| Region | Account | AMI | State | Reason |', '| --- | --- | --- | --- | --- |'
    foreach ($target in $distribution.Targets) {
        "| $($target.Region) | $($target.AccountId) | $($target.ImageId) | $($target.State) | $($target.Reason -replace '\|', '\|') |"
    }
}

try {
    # The image of an earlier attempt is resumed: what has arrived stays.
    $distribution = Invoke-IBDistributeImage $SourceImage $ConfigurationArn $ExecutionRole -ClientToken $ClientToken `
        -Wait -TimeoutSeconds $TimeoutSeconds -ResumeFailed ([int]($Attempt -gt 1)) -Verbose
}
catch {
    # The TargetObject of a failed distribution has the targets so far. A refused request has no targets.
    $distribution = $_.TargetObject
    $message = $_.Exception.Message -replace '\s*\r?\n\s*', ' '
    if ($env:GITHUB_ACTIONS) { Write-Host "::error title=The AMI was not distributed::$($message -replace '%', '%25')" }
    if ($env:TF_BUILD) { Write-Host "##vso[task.logissue type=error]$message" }
    throw
}
finally {
    if ($distribution.Targets) {
        $distribution.Targets | Format-Table Region, AccountId, ImageId, State | Out-String | Write-Host
        if ($env:GITHUB_STEP_SUMMARY) {
            Get-Summary $distribution | Add-Content $env:GITHUB_STEP_SUMMARY
        }
        if ($env:TF_BUILD) {
            $file = Join-Path $env:AGENT_TEMPDIRECTORY 'distribution.md'
            Get-Summary $distribution | Set-Content $file
            Write-Host "##vso[task.uploadsummary]$file"
        }
    }
}
