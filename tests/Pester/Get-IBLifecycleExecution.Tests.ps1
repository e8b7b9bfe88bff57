BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    function StartService([int] $Step = 1) { $script:Url = (Start-IBLocalService -StepMilliseconds $Step -PassThru).Url }
    function RunPolicy { (Invoke-RestMethod "${Url}_local/run?policy=$PolicyArn" -Method Post).lifecycleExecutionId }
    function WaitForEnd([string] $Id) {
        $deadline = [datetime]::UtcNow.AddSeconds(20)
        do {
            $execution = Get-IBLifecycleExecution -LifecycleExecutionId $Id
            Start-Sleep -Milliseconds 20
        } while ($execution.Status -in 'PENDING', 'IN_PROGRESS', 'CANCELLING' -and [datetime]::UtcNow -lt $deadline)
        $execution
    }
    $ImageArn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/1.0.0/1"
}
AfterAll { Stop-IBLocalService }

Describe 'Lifecycle executions' {
    Context 'A run of a policy' {
        BeforeAll {
            StartService
            $Preview = Get-IBLifecyclePreview $PolicyArn
            $Id = RunPolicy
            $Execution = WaitForEnd $Id
        }

        It 'is read by id, and found by its policy, given or piped' {
            $Execution | Should -BeOfType ImageBuilderPS.Api.Resources.LifecycleExecution
            $Execution.Status | Should -Be SUCCESS
            $Execution.LifecyclePolicyArn | Should -Be $PolicyArn
            (Get-IBLifecycleExecution $PolicyArn).LifecycleExecutionId | Should -Be $Id
            (Get-IBLifecycleExecution -Name Demo).LifecycleExecutionId | Should -Be $Id
            (Get-IBLifecyclePolicy $PolicyArn | Get-IBLifecycleExecution).LifecycleExecutionId | Should -Be $Id
            (Get-IBLifecyclePolicy | Get-IBLifecycleExecution).LifecycleExecutionId | Should -Be $Id
            ($PolicyArn, $Id | Get-IBLifecycleExecution).LifecycleExecutionId | Should -Be $Id, $Id
            ($Execution | Get-IBLifecycleExecution).LifecycleExecutionId | Should -Be $Id
        }

        It 'is not found by an image, which has its own state updates only' {
            Get-IBImage $ImageArn | Get-IBLifecycleExecution | Should -BeNullOrEmpty
            $update = Start-IBResourceStateUpdate $ImageArn -State DISABLED -ExecutionRole $Role -IncludeAmi -Confirm:$false
            (Get-IBImage $ImageArn | Get-IBLifecycleExecution).LifecycleExecutionId | Should -Be $update.LifecycleExecutionId
        }

        It 'did what the preview said' {
            $expected = $Preview.Where{ $_.ResourceType -eq 'Image' -and $_.Action -ne 'Keep' }.ResourceId
            $resources = $Execution | Get-IBLifecycleExecutionResource
            $resources | Should -BeOfType ImageBuilderPS.Api.Resources.LifecycleExecutionResource
            $resources.ResourceId | Sort-Object | Should -Be ($expected | Sort-Object)
            $resources.Action.Name | Select-Object -Unique | Should -Be DEPRECATE
        }

        It 'lists the outputs of an image resource that is piped back in' {
            $image = $Execution | Get-IBLifecycleExecutionResource | Where-Object ResourceId -EQ $ImageArn
            $outputs = $image | Get-IBLifecycleExecutionResource
            $outputs.ResourceId | Sort-Object | Should -Be ($Preview.Where{ $_.ImageArn -eq $ImageArn -and $_.ResourceType -eq 'Ami' }.ResourceId | Sort-Object)
            (Get-IBLifecycleExecutionResource $Id -ParentResourceId $ImageArn).ResourceId | Should -Be $outputs.ResourceId
        }

        It 'lists each image with its outputs after it with -Recurse' {
            $all = $Execution | Get-IBLifecycleExecutionResource -Recurse
            $all | Should -HaveCount 18
            $all[0].ResourceId | Should -BeLike 'arn:*'
            $all[1].ResourceId | Should -BeLike 'ami-*'
        }

        It 'fits a terminal' {
            $Execution | Out-String -Width 100 | Should -Match "$Id +SUCCESS .* demo"
            $Execution | Get-IBLifecycleExecutionResource | Out-String -Width 100 | Should -Match 'DEPRECATE +SUCCESS +web-server/1\.0\.0/1 +400 days'
        }
    }

    It 'goes on page after page' {
        StartService
        $ids = 1..30 | ForEach-Object { (WaitForEnd (RunPolicy)).LifecycleExecutionId }
        (Get-IBLifecycleExecution $PolicyArn).LifecycleExecutionId | Sort-Object | Should -Be ($ids | Sort-Object)
    }

    It 'says what does not exist, and what is no resource' {
        StartService
        Get-IBLifecycleExecution -LifecycleExecutionId lce-12345678-90ab-cdef-1234-567890abcdef -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        [pscustomobject]@{ Name = 'x' } | Get-IBLifecycleExecution -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NoResource,*'
        Get-IBDistributionConfiguration | Get-IBLifecycleExecution -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NoResource,*'
        $failure[0].Exception.Message | Should -BeLike '*distribution-configuration/demo, expected a policy, an image*'
        Get-IBLifecycleExecution -LifecycleExecutionId nonsense -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
    }

    Context 'Stop-IBLifecycleExecution' {
        BeforeEach {
            StartService 60000
            $Id = RunPolicy
        }

        It 'stops a run that is piped in' {
            (Get-IBLifecycleExecution -LifecycleExecutionId $Id | Stop-IBLifecycleExecution).LifecycleExecutionId | Should -Be $Id
            (Get-IBLifecycleExecution -LifecycleExecutionId $Id).Status | Should -BeLike 'CANCEL*'
        }

        It 'stops nothing with -WhatIf' {
            Stop-IBLifecycleExecution $Id -WhatIf
            (Get-IBLifecycleExecution -LifecycleExecutionId $Id).Status | Should -Not -BeLike 'CANCEL*'
        }

        It 'says why it cannot' {
            $null = Stop-IBLifecycleExecution $Id
            Stop-IBLifecycleExecution $Id -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestException,*'
            Stop-IBLifecycleExecution nonsense -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        }
    }
}

Describe 'Start-IBResourceStateUpdate' {
    BeforeEach { StartService }

    It 'deprecates and makes available again, without a question' {
        $started = Start-IBResourceStateUpdate $ImageArn DEPRECATED -ExecutionRole $Role -IncludeAmi
        $started.LifecycleExecutionId | Should -Match '^lce-'
        ($started | Get-IBLifecycleExecution | ForEach-Object { WaitForEnd $_.LifecycleExecutionId }).Status | Should -Be SUCCESS
        (Get-IBImage $ImageArn).Status | Should -Be DEPRECATED
        (Get-IBImage $ImageArn | Start-IBResourceStateUpdate -State available).LifecycleExecutionId | Should -BeNullOrEmpty -Because 'without resources an image changes at once'
        (Get-IBImage $ImageArn).Status | Should -Be AVAILABLE
    }

    It 'leaves alone what is excluded' {
        $id = (Start-IBResourceStateUpdate $ImageArn DISABLED -ExecutionRole $Role -IncludeAmi -ExcludeRegion eu-west-1).LifecycleExecutionId
        $null = WaitForEnd $id
        $resources = Get-IBLifecycleExecutionResource $id -Recurse
        ($resources | Where-Object { $_.ResourceId -like 'ami-*' -and $_.Region -eq 'eu-west-1' }).Status | Should -Be SKIPPED
        ($resources | Where-Object { $_.ResourceId -like 'ami-*' -and $_.Region -eq 'us-east-1' }).Status | Should -Be SUCCESS
    }

    It 'deletes with -Force or -Confirm:$false' {
        $null = Start-IBResourceStateUpdate $ImageArn DELETED -ExecutionRole $Role -IncludeAmi -Force | ForEach-Object { WaitForEnd $_.LifecycleExecutionId }
        { Get-IBImage $ImageArn -ErrorAction Stop } | Should -Throw
        $second = $ImageArn -replace '/1$', '/2'
        $null = Start-IBResourceStateUpdate $second DELETED -ExecutionRole $Role -IncludeAmi -Confirm:$false | ForEach-Object { WaitForEnd $_.LifecycleExecutionId }
        { Get-IBImage $second -ErrorAction Stop } | Should -Throw
    }

    It 'asks before it deletes' {
        $script = "Import-Module '$ModulePath'; Start-IBLocalService; Start-IBResourceStateUpdate $ImageArn DELETED -ExecutionRole $Role -IncludeAmi; (Get-IBImage $ImageArn).Status"
        $said = "n`n" | Invoke-Engine -c $script | Out-String
        $said -replace '\s+', ' ' | Should -Match 'Make image .*web-server/1\.0\.0/1 ?DELETED with its AMIs'
        $said.Trim() | Should -Match 'AVAILABLE$'
    }

    It 'says with -WhatIf what is in use, what is refused, and what stays behind' {
        $script = "Import-Module '$ModulePath'; `$null = Start-IBLocalService; " + ((
            "Start-IBResourceStateUpdate $ImageArn DELETED -ExecutionRole $Role -IncludeAmi -WhatIf",
            "Start-IBResourceStateUpdate $($ImageArn -replace '/1.0.0/1$', '/2.0.0/2') DELETED -ExecutionRole $Role -IncludeAmi -WhatIf",
            "Remove-IBImage -WhatIf $ImageArn") -join '; ')
        $said = (Invoke-Engine -c $script | Out-String) -replace '\s+', ' '
        $said | Should -Match 'ami-063835682d8bd9e2f us-east-1: in use by instance i-\w+ web-server \(running\)'
        $said | Should -Match 'ami-0cd359617325e60cd us-east-1: refused: it has no tag CreatedBy=EC2 Image Builder'
    }

    It 'asks for any state with -Confirm, and does nothing with -WhatIf' {
        Start-IBResourceStateUpdate $ImageArn DELETED -ExecutionRole $Role -IncludeAmi -Force -WhatIf
        Start-IBResourceStateUpdate $ImageArn DISABLED -WhatIf
        (Get-IBImage $ImageArn).Status | Should -Be AVAILABLE
        { Invoke-Command { $ConfirmPreference = 'Medium'; Start-IBResourceStateUpdate $ImageArn DISABLED -ErrorAction Stop } } | Should -Throw
    }

    It 'names everything that is wrong at once' {
        Start-IBResourceStateUpdate nonsense GONE -ExcludeSharedAccount 12 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Violations.Path | Should -Be 'resourceArn', 'state.status', 'exclusionRules.amis.sharedAccounts[0]', 'includeResources.amis'
    }

    It 'refuses <Name> before the call' -ForEach @(
        @{ Name = 'a deletion that includes nothing'; Argument = @{ State = 'DELETED' }; Paths = 'includeResources', 'executionRole' }
        @{ Name = 'a deletion with a role alone'; Argument = @{ State = 'DELETED'; ExecutionRole = 'Role' }; Paths = 'includeResources' }
        @{ Name = 'AMIs without a role'; Argument = @{ State = 'DISABLED'; IncludeAmi = $true }; Paths = 'executionRole' }
        @{ Name = 'snapshots that are disabled'; Argument = @{ State = 'DISABLED'; ExecutionRole = 'Role'; IncludeAmi = $true; IncludeSnapshot = $true }; Paths = 'includeResources.snapshots' }
        @{ Name = 'a time for DISABLED'; Argument = @{ State = 'DISABLED'; UpdateAt = '2100-01-01' }; Paths = 'updateAt' }
    ) {
        Start-IBResourceStateUpdate $ImageArn @Argument -Force -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $failure[0].Exception.Violations.Path | Should -Be $Paths
        Start-IBResourceStateUpdate $ImageArn @Argument -Force -SkipValidation -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestException,*'
        (Get-IBImage $ImageArn).Status | Should -Be AVAILABLE
    }
}
