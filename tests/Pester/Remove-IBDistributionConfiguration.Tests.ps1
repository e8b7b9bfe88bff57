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

    It 'says where the configuration sends images' {
        $said = Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService; Remove-IBDistributionConfiguration -Name demo -WhatIf" | Out-String
        $said | Should -Match 'Delete distribution configuration demo: 3 regions \(us-east-1, eu-west-1, ap-southeast-2\), 2 accounts'
    }

    It 'asks first, and deletes nothing with -WhatIf' {
        (Get-Command Remove-IBDistributionConfiguration).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be High
        $configuration = NewConfiguration
        $configuration | Remove-IBDistributionConfiguration -WhatIf
        $configuration | Get-IBDistributionConfiguration | Should -Not -BeNullOrEmpty
    }
}
