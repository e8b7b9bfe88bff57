BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}
AfterAll { Stop-IBLocalService }

Describe 'Remove-IBDistributionConfiguration' {
    It 'deletes configurations from the pipeline' {
        $configurations = (NewConfiguration), (NewConfiguration)
        $configurations | Remove-IBDistributionConfiguration -Confirm:$false | Should -HaveCount 2
        $configurations | Get-IBDistributionConfiguration -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'asks first, and deletes nothing with -WhatIf' {
        (Get-Command Remove-IBDistributionConfiguration).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be High
        $configuration = NewConfiguration
        $configuration | Remove-IBDistributionConfiguration -WhatIf
        $configuration | Get-IBDistributionConfiguration | Should -Not -BeNullOrEmpty
    }
}
