# Dot-sourced after Setup.ps1: one object at least of every type that a cmdlet writes, by the type's name.
function Get-EveryOutput {
    # Only what is under way can be cancelled.
    Start-IBLocalService -StepMilliseconds 60000
    Invoke-IBDistributeImage $Ami $ConfigurationArn $Role | Stop-IBImage

    Start-IBLocalService -StepMilliseconds 50
    $entries = New-IBDistribution us-east-1, eu-west-1 -Name 'web {{ imagebuilder:buildDate }}' -TargetAccountId 111122223333 -AmiTag @{ Team = 'web' } `
        -LaunchPermission @{ userIds = '444455556666' }
    $rule = New-IBLifecyclePolicyDetail DELETE -OlderThan 90 -RetainAtLeast 3 -IncludeAmi -IncludeSnapshot -ExcludePublic -ExcludeTag @{ Keep = 'yes' }
    $selection = New-IBLifecycleResourceSelection web-server/x.x.x
    $configuration = New-IBDistributionConfiguration outputs $entries
    $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
    $image = Get-IBImage -Name web-server -Version 2.0.0 -First 1
    $run = $image | Start-IBResourceStateUpdate -State DISABLED -ExecutionRole $Role -IncludeAmi -Confirm:$false
    Get-IBImage -Name web-server -Version 1.1.0 -First 1 | Restore-IBImage
    $policy = Get-IBLifecyclePolicy $PolicyArn
    $change = $policy | Update-IBLifecyclePolicy -Description 'of the outputs' -WarningAction SilentlyContinue
    $changed = Get-IBLifecyclePolicy $PolicyArn
    $created = New-IBLifecyclePolicy outputs -ExecutionRole $Role -ResourceType AMI_IMAGE -PolicyDetail $rule -ResourceSelection $selection -WarningAction SilentlyContinue
    $noRole = New-IBDistributionConfiguration 'outputs without role' (New-IBDistribution us-east-1 -TargetAccountId 222233330000)
    $failure = $null
    $null = Invoke-IBDistributeImage $Ami $noRole.DistributionConfigurationArn $Role -Wait -PollingIntervalSeconds 0.1 -ErrorVariable failure -ErrorAction SilentlyContinue
    $test = Test-IBDistributeImage $Ami $ConfigurationArn $Role

    Get-IBLocalService; $entries; $rule; $selection; $configuration; $sent; $image; $run; $change; $changed; $created; $test; $test.Checks
    $failure[0].TargetObject; $failure[0].TargetObject | Resume-IBImage
    $arrived = $sent | Wait-IBImage -PollingIntervalSeconds 0.1
    $arrived; $arrived.Targets
    $whole = $sent | Get-IBImage
    $whole; $whole.OutputResources.Amis
    Get-IBImage
    # What is distributed to other accounts has problems without a role.
    $facts = Get-IBImageFact -WarningAction SilentlyContinue
    $facts; $facts.Snapshots; $facts.InUseBy; $facts.Problems
    Get-IBDistributionConfiguration; Get-IBDistributionConfiguration -Detail
    $configuration | Set-IBDistributionConfiguration -Description 'another'
    Get-IBLifecyclePolicy
    $path = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).json"
    try {
        $changed | Export-IBLifecyclePolicy -Path $path
        Import-IBLifecyclePolicy $path
        '{"name":"new","executionRole":"R","resourceType":"AMI_IMAGE","policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":3}}],"resourceSelection":{"tagMap":{"a":"b"}}}' | Set-Content $path
        Import-IBLifecyclePolicy $path
    }
    finally { Remove-Item $path }
    Compare-IBLifecyclePolicy $policy $changed
    $changed | Set-IBLifecyclePolicyRule DELETE 60 | Remove-IBLifecyclePolicyRule DEPRECATE
    Get-IBLifecyclePreview $created.LifecyclePolicyArn
    Get-IBLifecyclePreview $PolicyArn -Summary
    Get-IBLifecyclePreview $PolicyArn -Timeline
    Get-IBLifecyclePreview $PolicyArn -Timeline -Summary
    Get-IBLifecyclePreview $PolicyArn -Explain $image.Arn
    Get-IBLifecyclePreview $PolicyArn | Test-IBLifecyclePreview $run.LifecycleExecutionId
    $plan = Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePlan -Description 'planned' -RoleName R
    $plan; $plan.Policies; $plan.Policies.Decisions; $plan | Invoke-IBLifecyclePlan
    Get-IBLifecycleExecution -ResourceArn $run.ResourceArn
    $run | Get-IBLifecycleExecutionResource -Recurse
    Add-IBResourceTag $PolicyArn @{ Team = 'web' } -PassThru
    $configuration | Remove-IBDistributionConfiguration -Confirm:$false
}
