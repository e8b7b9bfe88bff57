BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Compare-IBLifecyclePolicy' {
    BeforeAll { $Policy = Get-IBLifecyclePolicy $PolicyArn }

    It 'finds nothing between a policy and itself as <_>' -ForEach 'the policy', 'parsed JSON', 'a request' {
        $other = switch ($_) {
            'the policy' { $Policy }
            'parsed JSON' { $Policy | ConvertTo-Json -Depth 9 | ConvertFrom-Json }
            'a request' {
                $Policy | Export-IBLifecyclePolicy "$TestDrive/policy.json"
                Import-IBLifecyclePolicy "$TestDrive/policy.json"
            }
        }
        Compare-IBLifecyclePolicy $Policy $other | Should -BeNullOrEmpty
        $other | Compare-IBLifecyclePolicy $Policy | Should -BeNullOrEmpty
    }

    It 'reads a policy from a list in whole, on either side' {
        $listed = (Get-IBLifecyclePolicy).Where{ $_.Arn -eq $PolicyArn }[0]
        Compare-IBLifecyclePolicy $Policy $listed | Should -BeNullOrEmpty
        $listed | Compare-IBLifecyclePolicy $Policy | Should -BeNullOrEmpty
        $other = Get-IBLifecyclePolicy $PolicyArn
        $other.PolicyDetails[0].Filter.Value = 77
        (Compare-IBLifecyclePolicy $listed $other).After | Should -Be 77
    }

    It 'compares members that it does not know' {
        $other = Get-IBLifecyclePolicy $PolicyArn
        $other.PolicyDetails[0].Filter.AdditionalMembers = [Collections.Generic.Dictionary[string, object]]::new()
        $other.PolicyDetails[0].Filter.AdditionalMembers['size'] = @{ unit = 'GB'; value = 5 }
        $difference = Compare-IBLifecyclePolicy $Policy $other
        $difference.Path | Should -Be 'policyDetails[DEPRECATE].filter.size'
        $difference.After | ConvertFrom-Json | ForEach-Object unit | Should -Be GB
    }

    It 'gives one object for each difference: path, kind, before, after' {
        $request = @{
            lifecyclePolicyArn = $PolicyArn; executionRole = $Policy.ExecutionRole; resourceType = 'AMI_IMAGE'; status = 'ENABLED'
            policyDetails = @($Policy.PolicyDetails[1], (New-IBLifecyclePolicyDetail DEPRECATE 45 -IncludeAmi)); resourceSelection = $Policy.ResourceSelection
        }
        $differences = Compare-IBLifecyclePolicy -ReferenceObject $Policy -DifferenceObject $request
        $differences | Should -BeOfType ImageBuilderPS.Lifecycle.Policies.LifecyclePolicyDifference
        $differences.Path | Should -Be 'description', 'policyDetails[DEPRECATE].filter.value'
        $differences.Kind | Should -Be Removed, Changed
        $differences[1].Before | Should -Be 30
        $differences[1].After | Should -Be 45
        $differences | Out-String -Width 100 | Should -Match 'Changed +policyDetails\[DEPRECATE\]\.filter\.value +30 +45'
    }
}
