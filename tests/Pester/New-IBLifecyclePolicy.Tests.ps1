BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'New-IBLifecyclePolicy and Remove-IBLifecyclePolicy' {
    BeforeEach {
        Start-IBLocalService
        $Members = @{
            executionRole = $Role; resourceType = 'ami_image'
            policyDetails = @(@{ action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 3 } }); resourceSelection = @{ tagMap = @{ Team = 'web' } }
        }
    }

    It 'takes parameters' {
        $created = New-IBLifecyclePolicy -Name web-tidy -ExecutionRole $Role -ResourceType AMI_IMAGE -PolicyDetail (New-IBLifecyclePolicyDetail DELETE 90) `
            -ResourceSelection (New-IBLifecycleResourceSelection web/x.x.x) -Tag @{ Team = 'web' } -Status disabled
        $created.ClientToken | Should -Match '^[0-9a-f-]{36}$'
        $policy = $created | Get-IBLifecyclePolicy
        $policy.Name | Should -Be web-tidy
        $policy.Status | Should -BeExactly DISABLED
        $policy.Tags.Team | Should -Be web
    }

    It 'takes a hashtable from the pipeline, with a name beside it' {
        ($Members | New-IBLifecyclePolicy -Name tidy | Get-IBLifecyclePolicy).ResourceType | Should -BeExactly AMI_IMAGE
        ($Members + @{ name = 'tidy-two' } | New-IBLifecyclePolicy | Get-IBLifecyclePolicy).Name | Should -Be tidy-two
    }

    It 'copies a policy as read under another name' {
        $copy = Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePolicy -Name copy | Get-IBLifecyclePolicy
        Compare-IBLifecyclePolicy (Get-IBLifecyclePolicy $PolicyArn) $copy | Should -BeNullOrEmpty
    }

    It 'creates from a file' {
        Get-IBLifecyclePolicy $PolicyArn | Export-IBLifecyclePolicy "$TestDrive/policy.json"
        (Import-IBLifecyclePolicy "$TestDrive/policy.json" | New-IBLifecyclePolicy -Name copy).LifecyclePolicyArn | Should -BeLike '*/copy'
    }

    It 'warns of what a new policy begins to delete' {
        $null = $Members | New-IBLifecyclePolicy -Name tidy -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -Be 'From its next daily run policy tidy deletes: DELETE rule: all but the newest 3 of each recipe version.'
        $null = $Members | New-IBLifecyclePolicy -Name tidy-two -Status DISABLED -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $null = $Members | New-IBLifecyclePolicy -Name tidy-three -Confirm:$false -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'says what the policy is that it removes' {
        $said = Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService; Remove-IBLifecyclePolicy -Name demo -WhatIf; Remove-IBLifecyclePolicy ${PolicyArn}x -WhatIf" | Out-String
        $said | Should -Match 'Delete lifecycle policy demo \(ENABLED: DEPRECATE by AGE 30 DAYS, DELETE by AGE 90 DAYS; recipes .*\); its images stay, and it no longer deletes any'
        $said | Should -Match "Delete lifecycle policy ${PolicyArn}x; its images stay"
    }

    It 'refuses a name that is taken, and says what is wrong before it sends' {
        $Members | New-IBLifecyclePolicy -Name demo -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceAlreadyExistsException,*'
        $Members | New-IBLifecyclePolicy -Name x -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
    }

    It 'refuses <Name> before the call, and so does the service' -ForEach @(
        @{ Name = 'two rules of one action'; Type = 'AMI_IMAGE'; Path = 'policyDetails[1].action.type'
            Rules = @(@{ action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 3 } }, @{ action = @{ type = 'DELETE' }; filter = @{ type = 'AGE'; value = 90; unit = 'DAYS' } }) }
        @{ Name = 'snapshots without AMIs'; Type = 'AMI_IMAGE'; Path = 'policyDetails[0].action.includeResources.snapshots'
            Rules = @{ action = @{ type = 'DELETE'; includeResources = @{ snapshots = $true } }; filter = @{ type = 'COUNT'; value = 3 } } }
        @{ Name = 'snapshots that are disabled'; Type = 'AMI_IMAGE'; Path = 'policyDetails[0].action.includeResources.snapshots'
            Rules = @{ action = @{ type = 'DISABLE'; includeResources = @{ amis = $true; snapshots = $true } }; filter = @{ type = 'AGE'; value = 3; unit = 'DAYS' } } }
        @{ Name = 'DEPRECATE by COUNT'; Type = 'AMI_IMAGE'; Path = 'policyDetails[0].filter.type'
            Rules = @{ action = @{ type = 'DEPRECATE' }; filter = @{ type = 'COUNT'; value = 3 } } }
        @{ Name = 'DISABLE on containers'; Type = 'CONTAINER_IMAGE'; Path = 'policyDetails[0].action.type'
            Rules = @{ action = @{ type = 'DISABLE' }; filter = @{ type = 'AGE'; value = 3; unit = 'DAYS' } } }
    ) {
        $Members.policyDetails = $Rules
        $Members.resourceType = $Type
        $Members | New-IBLifecyclePolicy -Name refused -ErrorVariable failure -ErrorAction SilentlyContinue -WarningVariable warning | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $failure[0].Exception.Violations.Path | Should -Be $Path
        $warning | Should -BeNullOrEmpty
        $Members | New-IBLifecyclePolicy -Name refused -SkipValidation -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestException,*'
        (Get-IBLifecyclePolicy).Name | Should -Be demo

        $Members + @{ lifecyclePolicyArn = $PolicyArn } | Update-IBLifecyclePolicy -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $failure[0].Exception.Violations.Path | Should -Be $Path
    }

    It 'warns of a rule that comes too late: all images are deleted before' {
        $Members.policyDetails = (New-IBLifecyclePolicyDetail DEPRECATE -OlderThan 90), (New-IBLifecyclePolicyDetail DELETE -OlderThan 30)
        $Members | New-IBLifecyclePolicy -Name late -WhatIf -WarningVariable warning -WarningAction SilentlyContinue
        $warning[0] | Should -Be 'policyDetails[0]: images are deleted after 30 DAYS, before this rule deprecates them after 90 DAYS.'
    }

    It 'creates and removes nothing with -WhatIf' {
        $Members | New-IBLifecyclePolicy -Name tidy -WhatIf
        Get-IBLifecyclePolicy | Remove-IBLifecyclePolicy -WhatIf
        (Get-IBLifecyclePolicy).Name | Should -Be demo
    }

    It 'removes what is piped in' {
        Get-IBLifecyclePolicy | Remove-IBLifecyclePolicy -Confirm:$false | Should -BeNullOrEmpty
        Get-IBLifecyclePolicy | Should -BeNullOrEmpty
        Remove-IBLifecyclePolicy $PolicyArn -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
    }

    It 'lets the service check with -DryRun, and creates nothing' {
        $all = Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePolicy -Name checked -DryRun -Verbose -WarningAction SilentlyContinue 4>&1 -ErrorVariable failure
        $failure | Should -BeNullOrEmpty
        $all.Where{ $_ -isnot [Management.Automation.VerboseRecord] } | Should -BeNullOrEmpty
        $all -match 'dry run succeeded: the service would create lifecycle policy checked' | Should -HaveCount 1
        Get-IBLifecyclePolicy -Name checked -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'writes the error of the call when a -DryRun is not valid' {
        Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePolicy -Name demo -DryRun -WarningAction SilentlyContinue -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceAlreadyExistsException,*'
    }

    It 'sends no -DryRun with -WhatIf, and says that it would only check' {
        $said = Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService; Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePolicy -Name checked -DryRun -WhatIf 3>`$null"
        ($said -join ' ') | Should -Match 'Check on the service lifecycle policy checked'
        ($said -join ' ') | Should -Not -Match 'succeeded'
    }
}
