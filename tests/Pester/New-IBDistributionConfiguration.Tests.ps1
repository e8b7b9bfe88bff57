BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}
AfterAll { Stop-IBLocalService }

Describe 'New-IBDistributionConfiguration' {
    It 'creates what Get-IBDistributionConfiguration reads' {
        $created = NewConfiguration @{ Tag = @{ Team = 'web' } }
        $read = $created | Get-IBDistributionConfiguration
        $read.Distributions.Region | Should -Be us-east-1, eu-west-1
        $read.Distributions[0].AmiDistributionConfiguration.TargetAccountIds | Should -Be 111122223333
        $read.Tags.Team | Should -Be web
    }

    It 'takes entries as hashtables' {
        $created = New-IBDistributionConfiguration 'by hand' @{ region = 'us-east-1'; amiDistributionConfiguration = @{ targetAccountIds = '111122223333' } }
        ($created | Get-IBDistributionConfiguration).Distributions[0].AmiDistributionConfiguration.TargetAccountIds | Should -Be 111122223333
    }

    It 'creates nothing with -WhatIf, nor what breaks a constraint' {
        New-IBDistributionConfiguration 'never made' @{ region = 'us-east-1' } -WhatIf | Should -BeNullOrEmpty
        New-IBDistributionConfiguration 'x' @{ } -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].Exception.Violations.Path | Should -Be 'name', 'distributions[0].region'
        Get-IBDistributionConfiguration -Filter @{ name = 'never made' } | Should -BeNullOrEmpty
    }

    It 'says that a name is taken' {
        New-IBDistributionConfiguration demo @{ region = 'us-east-1' } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ResourceExists
    }
}
