BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $script:number = 0
    function NewConfiguration([hashtable] $more = @{}) {
        $entries = New-IBDistribution us-east-1, eu-west-1 -Name 'web {{ imagebuilder:buildDate }}' -TargetAccountId 111122223333
        New-IBDistributionConfiguration -Name "web $((++$script:number))" -Distribution $entries -Description 'as it was' @more
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Get-IBDistributionConfiguration' {
    It 'lists in short, and in whole with -Detail' {
        $null = 1..3 | ForEach-Object { NewConfiguration }
        Get-IBDistributionConfiguration -First 2 | Should -HaveCount 2
        Get-IBDistributionConfiguration -Filter @{ name = 'demo' } | Should -BeOfType ImageBuilderPS.Contract.DistributionConfigurationSummary
        (Get-IBDistributionConfiguration -Filter @{ name = 'demo' } -Detail).Distributions.Count | Should -Be 3
    }
}
