BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $script:number = 0
    function NewConfiguration([hashtable] $more = @{}) {
        $entries = New-IBDistribution us-east-1, eu-west-1 -Name 'web {{ imagebuilder:buildDate }}' -TargetAccountId 111122223333
        New-IBDistributionConfiguration -Name "web $((++$script:number))" -Distribution $entries -Description 'as it was' @more
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Set-IBDistributionConfiguration' {
    It 'changes the description and keeps the entries' {
        $changed = NewConfiguration | Set-IBDistributionConfiguration -Description 'as it is'
        $read = $changed | Get-IBDistributionConfiguration
        $read.Description | Should -Be 'as it is'
        $read.Distributions.Region | Should -Be us-east-1, eu-west-1
    }

    It 'changes the entries and keeps the description' {
        $read = NewConfiguration | Set-IBDistributionConfiguration -Distribution (New-IBDistribution us-west-2) | Get-IBDistributionConfiguration
        $read.Distributions.Region | Should -Be us-west-2
        $read.Description | Should -Be 'as it was'
    }

    It 'changes one configuration twice: the token of what is piped is not the token of the change' {
        $created = NewConfiguration
        $null = $created | Set-IBDistributionConfiguration -Description 'first'
        $null = $created | Set-IBDistributionConfiguration -Description 'second'
        ($created | Get-IBDistributionConfiguration).Description | Should -Be 'second'
    }

    It 'changes nothing with -WhatIf, nor when nothing is given' {
        $configuration = NewConfiguration
        $configuration | Set-IBDistributionConfiguration -Description 'never' -WhatIf | Should -BeNullOrEmpty
        $configuration | Set-IBDistributionConfiguration -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warning | Should -HaveCount 1
        ($configuration | Get-IBDistributionConfiguration).Description | Should -Be 'as it was'
    }

    It 'says that a configuration does not exist' {
        Set-IBDistributionConfiguration "${ConfigurationArn}x" -Description 'never' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
    }
}
