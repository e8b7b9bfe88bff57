BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Policy = Get-IBLifecyclePolicy $PolicyArn
    foreach ($number in 1..30) { $null = $Policy | New-IBLifecyclePolicy -Name "policy-$number" -Status DISABLED }
}
AfterAll { Stop-IBLocalService }

Describe 'Get-IBLifecyclePolicy' {
    It 'reads by ARN, given or piped, also from a list' {
        $Policy | Should -BeOfType ImageBuilderPS.Contract.LifecyclePolicy
        ($PolicyArn | Get-IBLifecyclePolicy).Name | Should -Be demo
        (Get-IBLifecyclePolicy -Filter @{ Name = 'demo' } | Get-IBLifecyclePolicy).PolicyDetails | Should -HaveCount 2
    }

    It 'lists in short, page after page' {
        $all = Get-IBLifecyclePolicy
        $all | Should -HaveCount 31
        $all | Should -BeOfType ImageBuilderPS.Contract.LifecyclePolicySummary
    }

    It 'lists what a filter leaves, no more than -First, and in whole with -Detail' {
        (Get-IBLifecyclePolicy -Filter @{ Status = 'ENABLED' }).Name | Should -Be demo
        (Get-IBLifecyclePolicy -Filter @{ status = 'ENABLED'; NAME = 'demo' }).Name | Should -Be demo -Because 'filter names are known in any case'
        Get-IBLifecyclePolicy -First 26 | Should -HaveCount 26
        Get-IBLifecyclePolicy -First 2 -Detail | ForEach-Object { $_.PolicyDetails | Should -Not -BeNullOrEmpty }
    }

    It 'says what does not exist' {
        Get-IBLifecyclePolicy "$PolicyArn-missing" -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
    }
}
