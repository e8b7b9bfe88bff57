BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Set-IBLifecyclePolicyRule' {
    BeforeAll { $Policy = Get-IBLifecyclePolicy $PolicyArn }
    BeforeEach { $failures = $null }

    It 'changes one rule of <_>, and only what is given' -ForEach 'a policy', 'a listed policy', 'parsed JSON', 'a file', 'a hashtable', 'a request' {
        $given = switch ($_) {
            'a policy' { Get-IBLifecyclePolicy $PolicyArn }
            'a listed policy' { (Get-IBLifecyclePolicy).Where{ $_.Arn -eq $PolicyArn } }
            'parsed JSON' { $Policy | ConvertTo-Json -Depth 9 | ConvertFrom-Json }
            'a file' {
                $Policy | Export-IBLifecyclePolicy "$TestDrive/policy.json" -Force
                Import-IBLifecyclePolicy "$TestDrive/policy.json"
            }
            'a hashtable' {
                @{ lifecyclePolicyArn = $PolicyArn; executionRole = $Policy.ExecutionRole; resourceType = 'AMI_IMAGE'; status = $Policy.Status
                    description = $Policy.Description; policyDetails = $Policy.PolicyDetails; resourceSelection = $Policy.ResourceSelection }
            }
            'a request' { $Policy | Set-IBLifecyclePolicyRule DELETE -RetainAtLeast 1 }
        }
        $changed = $given | Set-IBLifecyclePolicyRule -Action delete -OlderThan 60
        $changed | Should -BeOfType ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyRequest
        (Compare-IBLifecyclePolicy $Policy $changed).Path | Should -Be 'policyDetails[DELETE].filter.value'
        $given.PolicyDetails.Where{ $_.Action.Type -eq 'DELETE' }.Filter.Value | Should -BeIn $null, 90
    }

    It 'gives an update that finds out who changed the policy meanwhile' {
        $changed = Get-IBLifecyclePolicy $PolicyArn | Set-IBLifecyclePolicyRule DELETE -RetainAtLeast 3
        $null = Get-IBLifecyclePolicy $PolicyArn | Set-IBLifecyclePolicyRule DELETE -RetainAtLeast 2 | Update-IBLifecyclePolicy
        (Get-IBLifecyclePolicy $PolicyArn).PolicyDetails[1].Filter.RetainAtLeast | Should -Be 2
        $changed | Update-IBLifecyclePolicy -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ConflictingChange,*'
    }

    It 'adds a rule that is not there, and says so with -Verbose' {
        $written = $Policy | Set-IBLifecyclePolicyRule DISABLE 60 -IncludeAmi -Verbose 4>&1
        $written[0] | Should -Match 'demo: there was no DISABLE rule; it was added'
        $written[1].PolicyDetails.Action.Type | Should -Be DEPRECATE, DELETE, DISABLE
        $written[1].PolicyDetails[2] | ConvertTo-Json -Depth 9 | Should -Be (New-IBLifecyclePolicyDetail DISABLE 60 -IncludeAmi | ConvertTo-Json -Depth 9)
    }

    It 'turns off, removes and replaces' {
        $full = $Policy | Set-IBLifecyclePolicyRule DELETE -ExcludePublic -ExcludeTag @{ Keep = 'yes' } -ExcludeRegion us-east-1 -ExcludeLaunchedWithin 30
        $less = $full | Set-IBLifecyclePolicyRule DELETE -ExcludePublic:$false -ExcludeTag $null -ExcludeLaunchedWithin $null -IncludeSnapshot:$false -RetainAtLeast $null
        "$($less.PolicyDetails[1].ExclusionRules.Amis.Regions)" | Should -Be us-east-1
        ($less | Set-IBLifecyclePolicyRule DELETE -ExcludeRegion @()).PolicyDetails[1].ExclusionRules | Should -BeNullOrEmpty
        "$($less.PolicyDetails[1].Action.IncludeResources)" | Should -Be AMIs
        $less.PolicyDetails[1].Filter.RetainAtLeast | Should -BeNullOrEmpty
        ($less | Set-IBLifecyclePolicyRule DELETE -KeepNewest 5).PolicyDetails[1].Filter.ToString() | Should -Be 'COUNT 5'
    }

    It 'refuses <_>' -ForEach @(
        'EXPLODE -OlderThan 1', 'DELETE -OlderThan 0', 'DELETE -OlderThan 2.5', 'DELETE -OlderThan $null', 'DELETE 1 HOURS', 'DELETE -KeepNewest 1 -OlderThan 5', 'DELETE -RetainAtLeast 11', 'DELETE'
    ) {
        { & ([scriptblock]::Create("`$Policy | Set-IBLifecyclePolicyRule $_")) } | Should -Throw
    }

    It 'has the error <Id> for a policy that the change does not fit, and goes on with the next' -ForEach @(
        @{ Id = 'RuleNotFound'; Given = @{ Action = 'DISABLE'; IncludeAmi = $true } }
        @{ Id = 'ConstraintViolation'; Given = @{ Action = 'DELETE'; IncludeAmi = $false } }
        @{ Id = 'ConstraintViolation'; Given = @{ Action = 'DELETE'; ExcludeSharedAccount = '12' } }
    ) {
        $other = Get-IBLifecyclePolicy $PolicyArn
        $other.PolicyDetails = @(New-IBLifecyclePolicyDetail DELETE 30 -IncludeAmi; New-IBLifecyclePolicyDetail DISABLE 20)
        $changed = $Policy, $other | Set-IBLifecyclePolicyRule @Given -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failures[0].TargetObject | Should -BeOfType ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyRequest
        @($changed).Count | Should -Be (2 - $failures.Count)
    }

    It 'completes actions and units' {
        (TabExpansion2 'Set-IBLifecyclePolicyRule ' 26).CompletionMatches.CompletionText -join ',' | Should -Be 'DELETE,DEPRECATE,DISABLE'
        (TabExpansion2 'Set-IBLifecyclePolicyRule -Unit ' 32).CompletionMatches.CompletionText -join ',' | Should -Be 'DAYS,WEEKS,MONTHS,YEARS'
    }
}
