BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $url = (Start-IBLocalService -StepMilliseconds 20 -PassThru).Url
    $NoRole = (New-IBDistributionConfiguration 'no role' (New-IBDistribution eu-west-1 -TargetAccountId 222233330000, 111122223333)).DistributionConfigurationArn
    function SetRole([bool] $exists) {
        $null = Invoke-RestMethod -Method Post "$($url)_local/accounts?account=222233330000&crossAccountRole=$exists"
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Resume-IBImage' {
    It 'resumes from the point of failure: what had arrived stays' {
        SetRole $false
        Invoke-IBDistributeImage $Ami $NoRole $Role -Wait -PollingIntervalSeconds 0.1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failed = $failure[0].TargetObject
        $before = $failed.Targets.Where{ $_.State -eq 'AVAILABLE' }
        SetRole $true
        $resumed = $failed | Resume-IBImage
        $resumed | Should -BeOfType ImageBuilderPS.Api.Operations.RetryImageResponse
        $after = $resumed | Wait-IBImage -PollingIntervalSeconds 0.1
        $after.Targets.State | Should -Be AVAILABLE, AVAILABLE
        $after.Targets.Where{ $_.AccountId -eq '111122223333' }.ImageId | Should -Be $before.ImageId
    }

    It 'makes a token of its own for each change, and takes none from the pipeline' {
        SetRole $false
        $sent = Invoke-IBDistributeImage $Ami $NoRole $Role
        $sent | Wait-IBImage -PollingIntervalSeconds 0.1 -ErrorAction SilentlyContinue
        ($sent | Resume-IBImage).ClientToken | Should -Not -Be $sent.ClientToken
    }

    It 'says that an available image has nothing to resume' {
        Get-IBImage -All -First 1 | Resume-IBImage -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestException,*'
        $failure[0].Exception.Message | Should -BeLike '*AVAILABLE*FAILED*'
    }

    It 'does nothing with -WhatIf' {
        Get-IBImage -All -First 1 | Resume-IBImage -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
