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

    It 'gives one object for each difference: path, kind, before, after' {
        $request = @{
            lifecyclePolicyArn = $PolicyArn; executionRole = $Policy.ExecutionRole; resourceType = 'AMI_IMAGE'; status = 'ENABLED'
            policyDetails = @($Policy.PolicyDetails[1], (New-IBLifecyclePolicyDetail DEPRECATE 45 -IncludeAmi)); resourceSelection = $Policy.ResourceSelection
        }
        $differences = Compare-IBLifecyclePolicy -ReferenceObject $Policy -DifferenceObject $request
        $differences | Should -BeOfType ImageBuilderPS.Lifecycle.LifecyclePolicyDifference
        $differences.Path | Should -Be 'description', 'policyDetails[1].filter.value'
        $differences.Kind | Should -Be Removed, Changed
        $differences[1].Before | Should -Be 30
        $differences[1].After | Should -Be 45
        $differences | Out-String -Width 100 | Should -Match 'Changed +policyDetails\[1\]\.filter\.value +30 +45'
    }
}
