BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Remove-IBLifecyclePolicyRule' {
    BeforeAll { $Policy = Get-IBLifecyclePolicy $PolicyArn }

    It 'takes a rule out of <_>, and leaves the object as it is' -ForEach 'a policy', 'a listed policy' {
        $given = if ($_ -eq 'a policy') { Get-IBLifecyclePolicy $PolicyArn } else { (Get-IBLifecyclePolicy).Where{ $_.Arn -eq $PolicyArn } }
        $changed = $given | Remove-IBLifecyclePolicyRule deprecate
        $changed.PolicyDetails.Action.Type | Should -Be DELETE
        $changed.DateUpdated | Should -Be $Policy.DateUpdated
        (Compare-IBLifecyclePolicy $Policy $changed).Kind | Sort-Object -Unique | Should -Be Removed
        @($given.PolicyDetails).Count | Should -BeIn 0, 1, 2
        (Get-IBLifecyclePolicy $PolicyArn).PolicyDetails.Count | Should -Be 2
    }

    It 'refuses a rule that is not there, and the last one' {
        $Policy | Remove-IBLifecyclePolicyRule DISABLE -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'RuleNotFound,*'
        "$($failures[0])" | Should -Be 'There is no DISABLE rule in policy demo, only DEPRECATE and DELETE.'
        $Policy | Remove-IBLifecyclePolicyRule DELETE | Remove-IBLifecyclePolicyRule DEPRECATE -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LastRule,*'
    }
}
