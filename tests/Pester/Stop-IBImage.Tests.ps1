BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Start-IBLocalService -StepMilliseconds 60000
    $To = @{ DistributionConfigurationArn = $ConfigurationArn; ExecutionRole = $Role }
}
AfterAll { Stop-IBLocalService }

Describe 'Stop-IBImage' {
    It 'cancels images that are under way' {
        $sent = 'ami-00000001', 'ami-00000002' | Invoke-IBDistributeImage @To
        $stopped = $sent | Stop-IBImage
        $stopped | Should -BeOfType ImageBuilderPS.Api.Operations.CancelImageCreationResponse
        ($stopped | Get-IBImage).State.Status | Should -Be CANCELLED, CANCELLED
    }

    It 'says that an image has ended already' {
        Get-IBImage -All -First 1 -Filter @{ name = 'web-server' } | Stop-IBImage -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestException,*'
    }

    It 'does nothing with -WhatIf' {
        $sent = Invoke-IBDistributeImage $Ami @To
        $sent | Stop-IBImage -WhatIf | Should -BeNullOrEmpty
        ($sent | Get-IBImage).State.Status | Should -Be PENDING
    }

    It 'refuses an ARN of something else before it is sent' {
        Stop-IBImage $ConfigurationArn -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
    }
}
