# Distributes every row of a CSV file, waits for all of them, and writes a report with the state of each target.
# To try it without an AWS account, run Start-IBLocalService first. The local service has the names in plan.csv.
param(
    [string] $Plan = "$PSScriptRoot/plan.csv",
    [string] $Report = 'report.csv'
)
$ErrorActionPreference = 'Stop'
# No colours in a file or a log.
if ($PSStyle -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module "$PSScriptRoot/../ImageBuilderPS.psd1"

# Every row is checked before the first one is sent.
$refused = @(Import-Csv $Plan | Test-IBDistributeImage | Where-Object { -not $_.Passed })
if ($refused) {
    $refused
    throw "$($refused.Count) rows of $Plan cannot be distributed. Nothing was sent."
}

$arrived = Import-Csv $Plan | Invoke-IBDistributeImage -Wait -ErrorVariable failures -ErrorAction Continue
$arrived

# A failed row also has targets. Some of them may be available.
$all = @($arrived) + @($failures.TargetObject | Where-Object { $_ -is [ImageBuilderPS.Distributing.ImageDistribution] })
$all | ForEach-Object {
    foreach ($target in $_.Targets) {
        [pscustomobject]@{
            SourceImage = $_.SourceImage
            Region      = $target.Region
            AccountId   = $target.AccountId
            ImageId     = $target.ImageId
            State       = $target.State
            Reason      = $target.Reason
        }
    }
} | Export-Csv $Report -NoTypeInformation

if ($failures) {
    exit 1
}
