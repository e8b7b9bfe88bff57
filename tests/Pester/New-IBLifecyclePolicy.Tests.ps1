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

    It 'refuses a name that is taken, and says what is wrong before it sends' {
        $Members | New-IBLifecyclePolicy -Name demo -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceAlreadyExistsException,*'
        $Members | New-IBLifecyclePolicy -Name x -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
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
}
