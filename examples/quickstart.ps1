# Distributes an AMI and changes a lifecycle policy in a local Image Builder. It needs no AWS account.
$ErrorActionPreference = 'Stop'
# No colours in a file or a log.
if ($PSStyle -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module "$PSScriptRoot/../ImageBuilderPS.psd1"

$service = Start-IBLocalService -PassThru
try {
    "`n# A local Image Builder listens on $($service.Url.GetLeftPart('Authority'))"

    "`n# Distribute an AMI"
    $configuration = Get-IBDistributionConfiguration | Select-Object -First 1
    $sent = Invoke-IBDistributeImage -SourceImage ami-0123456789abcdef0 -DistributionConfigurationArn $configuration.Arn `
        -ExecutionRole ImageBuilderRole -Tag @{ CostCenter = '1234' }
    $sent

    "`n# Wait for it"
    $last = ''
    do {
        $image = $sent | Get-IBImage
        if ($image.State.Status -ne $last) {
            $last = $image.State.Status
            $last
        }
        Start-Sleep -Milliseconds 100
    } until ($last -in 'AVAILABLE', 'FAILED', 'CANCELLED')

    "`n# Where it arrived"
    $image.OutputResources.Amis | Format-Table Region, AccountId, Image, Name

    '# Change a lifecycle policy: -WhatIf first'
    $policy = Get-IBLifecyclePolicy | Select-Object -First 1 | Get-IBLifecyclePolicy
    $change = @{
        Description  = 'Deletes images after 90 days and keeps the newest three'
        PolicyDetail = @{
            action = @{ type = 'DELETE'; includeResources = @{ amis = $true; snapshots = $true } }
            filter = @{ type = 'AGE'; value = 90; unit = 'DAYS'; retainAtLeast = 3 }
        }
    }
    $policy | Update-IBLifecyclePolicy @change -WhatIf

    "`n# Send it"
    $policy | Update-IBLifecyclePolicy @change
    $policy | Get-IBLifecyclePolicy | Format-List Arn, Status, Description

    '# A bad request is refused before it is sent, with all that is wrong in it'
    Invoke-IBDistributeImage ami-0123456789abcdef0 demo 'a role' -ErrorVariable refused -ErrorAction SilentlyContinue
    $refused[0].FullyQualifiedErrorId
    $refused[0].Exception.Message

    "`n# What only the service can know is its error, with what to do"
    $missing = $configuration.Arn -replace '[^/]+$', 'missing'
    Invoke-IBDistributeImage ami-0123456789abcdef0 $missing ImageBuilderRole -ErrorVariable refused -ErrorAction SilentlyContinue
    $refused[0].FullyQualifiedErrorId
    $refused[0].ErrorDetails.Message
    $refused[0].ErrorDetails.RecommendedAction
}
finally {
    Stop-IBLocalService
}
if ($last -ne 'AVAILABLE') {
    exit 1
}
