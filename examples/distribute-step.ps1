# The step of a CI job, for GitHub Actions and Azure Pipelines: distributes an AMI, waits until it has arrived everywhere,
# and leaves an error line and a summary of what arrived. It fails when not everything arrived.
# Another attempt with the same token sends nothing twice: it follows the distribution of the attempt before, and resumes
# it where that failed.
param(
    [Parameter(Mandatory)] [string] $SourceImage,
    [Parameter(Mandatory)] [string] $ConfigurationArn,
    [Parameter(Mandatory)] [string] $ExecutionRole,
    [Parameter(Mandatory)] [string] $ClientToken,

    # Which attempt of the job this is; 1 is the first.
    [int] $Attempt = 1,
    [int] $TimeoutSeconds = 7200
)
$ErrorActionPreference = 'Stop'
# A file or a log gets no colours.
if ($PSStyle -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module "$PSScriptRoot/../ImageBuilderPS.psd1"

function Get-Summary($distribution) {
    '| Region | Account | AMI | State | Reason |', '| --- | --- | --- | --- | --- |'
    foreach ($target in $distribution.Targets) {
        "| $($target.Region) | $($target.AccountId) | $($target.ImageId) | $($target.State) | $($target.Reason -replace '\|', '\|') |"
    }
}

try {
    try {
        $distribution = Invoke-IBDistributeImage $SourceImage $ConfigurationArn $ExecutionRole -ClientToken $ClientToken `
            -Wait -TimeoutSeconds $TimeoutSeconds -Verbose
    }
    catch {
        if ($Attempt -eq 1 -or $_.FullyQualifiedErrorId -notlike 'ImageFailed*') {
            throw
        }
        $distribution = $_.TargetObject | Resume-IBImage | Wait-IBImage -TimeoutSeconds $TimeoutSeconds -Verbose
    }
}
catch {
    # The target has what arrived in part. A request that was refused has no targets.
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
