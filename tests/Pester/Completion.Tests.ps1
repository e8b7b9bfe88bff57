BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    'a file' | Set-Content "$TestDrive/afile.json"
    function Complete([string] $line) {
        Push-Location $TestDrive
        try { (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
        finally { Pop-Location }
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Tab completion' {
    It 'offers files for what is no other parameter' {
        Complete 'Import-IBLifecyclePolicy -Path afil' | Should -BeLike '*afile.json'
    }

    It 'offers no file for <_>' -ForEach @(
        'Invoke-IBDistributeImage -ExecutionRole'
        'Invoke-IBDistributeImage -SourceImage'
        'Test-IBDistributeImage -ExecutionRole'
        'Test-IBDistributeImage -SourceImage'
        'Update-IBLifecyclePolicy -ExecutionRole'
        'New-IBLifecyclePolicy -ExecutionRole'
        'New-IBLifecyclePolicy -Name'
        'Start-IBResourceStateUpdate -ExecutionRole'
        'Get-IBImage -Filter'
        'Get-IBImage -Name'
        'Get-IBImageFact -AmiId'
        'Get-IBImageFact -RoleName'
        'New-IBDistribution -Name'
        'New-IBDistribution -TargetAccountId'
        'New-IBDistributionConfiguration -Name'
        'New-IBLifecycleResourceSelection -Recipe'
        'Get-IBLifecycleExecution -LifecycleExecutionId'
        'Get-IBLifecycleExecutionResource -LifecycleExecutionId'
        'Stop-IBLifecycleExecution -LifecycleExecutionId'
    ) {
        Complete "$_ afil" | Should -BeNullOrEmpty
    }

    It 'offers the values of the API for <Line>' -ForEach @(
        @{ Line = 'Get-IBImage -Owner '; Words = 'Self,Shared,Amazon,ThirdParty,AWSMarketplace' }
        @{ Line = 'Update-IBLifecyclePolicy -Status d'; Words = 'DISABLED' }
        @{ Line = 'ImageBuilderPS\New-IBLifecyclePolicy -ResourceType '; Words = 'AMI_IMAGE,CONTAINER_IMAGE' }
        @{ Line = 'Start-IBResourceStateUpdate -State '; Words = 'AVAILABLE,DELETED,DEPRECATED,DISABLED' }
        @{ Line = 'Start-IBResourceStateUpdate -ExcludeLaunchedWithinUnit '; Words = 'DAYS,WEEKS,MONTHS,YEARS' }
    ) {
        (Complete $Line) -join ',' | Should -Be $Words
    }

    It 'offers failed images to resume, and images under way to cancel' {
        Start-IBLocalService -StepMilliseconds 60000
        $underWay = (Invoke-IBDistributeImage $Ami $ConfigurationArn $Role).ImageBuildVersionArn
        Complete 'Stop-IBImage ' | Should -Be $underWay
        Complete 'Resume-IBImage ' | Should -BeNullOrEmpty

        Start-IBLocalService -StepMilliseconds 20
        $noRole = (New-IBDistributionConfiguration 'without role' (New-IBDistribution us-east-1 -TargetAccountId 222233330000)).DistributionConfigurationArn
        Invoke-IBDistributeImage $Ami $noRole $Role -Wait -PollingIntervalSeconds 0.05 -ErrorVariable failure -ErrorAction SilentlyContinue
        Complete 'Resume-IBImage ' | Should -Be $failure[0].TargetObject.ImageBuildVersionArn
        Complete 'Stop-IBImage ' | Should -BeNullOrEmpty
    }
}
