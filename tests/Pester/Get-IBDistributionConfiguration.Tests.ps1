BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}
AfterAll { Stop-IBLocalService }

Describe 'Get-IBDistributionConfiguration' {
    It 'lists in short, and in whole with -Detail' {
        $null = 1..3 | ForEach-Object { NewConfiguration }
        Get-IBDistributionConfiguration -First 2 | Should -HaveCount 2
        Get-IBDistributionConfiguration -Filter @{ name = 'demo' } | Should -BeOfType ImageBuilderPS.Api.Resources.DistributionConfigurationSummary
        (Get-IBDistributionConfiguration -Filter @{ name = 'demo' } -Detail).Distributions.Count | Should -Be 3
    }
}
