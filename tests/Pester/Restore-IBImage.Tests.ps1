BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $PSDefaultParameterValues['Get-IBImageFact:WarningAction'] = 'SilentlyContinue'
    $Images = "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server"
    # In the sample account the first is shared, the second is public.
    $Shared = "$Images/1.0.0/3"
    $Public = "$Images/1.1.0/2"

    function Start-Service {
        $script:Service = Start-IBLocalService -StepMilliseconds 1 -PassThru
        $script:Facts = Get-IBImageFact
    }
    # Carries out a state change and waits for its end.
    function Set-State([string[]] $arn, [string] $state) {
        $arn | Start-IBResourceStateUpdate -State $state -ExecutionRole $Role -IncludeAmi -IncludeSnapshot:($state -eq 'DELETED') -Force -Confirm:$false | ForEach-Object {
            $deadline = [DateTime]::UtcNow.AddSeconds(30)
            do { $run = Get-IBLifecycleExecution -LifecycleExecutionId $_.LifecycleExecutionId; Start-Sleep -Milliseconds 20 }
            until ($run.EndTime -or [DateTime]::UtcNow -gt $deadline)
            $run.State.Status | Should -Be SUCCESS
        }
    }
    # A rule of the Recycle Bin in us-east-1: the second AMI of an image is in another region, which has none.
    function Add-Rule {
        foreach ($type in 'EC2_IMAGE', 'EBS_SNAPSHOT') {
            $body = @{ ResourceType = $type; RetentionPeriod = @{ RetentionPeriodValue = 7; RetentionPeriodUnit = 'DAYS' } } | ConvertTo-Json
            $null = Invoke-RestMethod -Method Post "$($Service.Url)rules" -ContentType application/json -Body $body
        }
    }
    function Get-Journal { @(Invoke-RestMethod "$($Service.Url)_local/journal") | ConvertTo-Json -Depth 9 -Compress }
    # What the host shows.
    function Say([string] $line) {
        $prepare = "Import-Module '$ModulePath'; `$env:AWS_ENDPOINT_URL = '$($Service.Url.GetLeftPart('Authority'))'; "
        Invoke-Engine -c ($prepare + $line) | Out-String
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Restore-IBImage of a disabled image' {
    BeforeEach {
        Start-Service
        Set-State $Shared, $Public DISABLED
    }

    It 'makes it available with its AMIs, and gives back their launch permissions' {
        $rows = $Shared, $Public | Restore-IBImage -ExecutionRole $Role -Fact $Facts
        $rows | Should -BeOfType ImageBuilderPS.Lifecycle.Restoring.RestoredResource
        $rows.Outcome | Sort-Object -Unique | Should -Be Restored
        $rows.ResourceType | Should -Be Image, Ami, Ami, Image, Ami, Ami
        (Get-IBImage $Shared).State.Status | Should -Be AVAILABLE
        $now = Get-IBImageFact $Shared, $Public
        $now.State | Sort-Object -Unique | Should -Be available
        $now[0].SharedAccounts | Should -Be 111122223333
        $now[2].IsPublic | Should -BeTrue
    }

    It 'takes facts that were saved, and images and facts from the pipeline' {
        Get-IBImageFact -Path "$TestDrive/disabled.json" -Force
        $path = "$TestDrive/facts.json"
        Reset-IBLocalService -Confirm:$false
        Get-IBImageFact -Path $path -Force
        Set-State $Shared DISABLED
        $Facts.Where{ $_.ImageArn -eq $Shared } | Restore-IBImage -ExecutionRole $Role -Fact $path, "$TestDrive/disabled.json" | ForEach-Object Outcome | Should -Be Restored, Restored, Restored
        (Get-IBImageFact $Shared)[0].SharedAccounts | Should -Be 111122223333
        Get-IBImage $Shared | Restore-IBImage -Fact $path | ForEach-Object Outcome | Should -Be AlreadyThere, AlreadyThere, AlreadyThere
    }

    It 'can be run twice' {
        $null = Restore-IBImage $Shared -ExecutionRole $Role -Fact $Facts
        $before = Get-Journal
        (Restore-IBImage $Shared -ExecutionRole $Role -Fact $Facts).Outcome | Should -Be AlreadyThere, AlreadyThere, AlreadyThere
        Get-Journal | Should -Be $before
    }

    It 'says that launch permissions are not known without facts' {
        $rows = Restore-IBImage $Shared -ExecutionRole $Role
        $rows[1].Reason | Should -BeLike '*not known without -Fact'
        (Get-IBImageFact $Shared)[0].SharedAccounts | Should -BeNullOrEmpty
    }

    It 'needs a role for the AMIs, says so in one error, and goes on with the next image' {
        $rows = $Shared, "$Images/2.0.0/1" | Restore-IBImage -Fact $Facts -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'RestoreFailed,*'
        "$($failures[0])" | Should -BeLike '*give -ExecutionRole*'
        $rows.Outcome | Should -Be Failed, Failed, Failed, AlreadyThere, AlreadyThere, AlreadyThere
        (Get-IBImage $Shared).State.Status | Should -Be DISABLED
    }

    It 'sends nothing with -WhatIf, and says what comes back and what does not' {
        $before = Get-Journal
        $said = Say "Restore-IBImage $Shared -ExecutionRole r -WhatIf"
        $said | Should -Match 'the image is DISABLED and becomes AVAILABLE with its AMIs'
        $said | Should -Match 'cannot come back: with whom it was shared'
        Get-Journal | Should -Be $before
        (Get-IBImage $Shared).State.Status | Should -Be DISABLED
    }
}

Describe 'Restore-IBImage of a deleted image' {
    BeforeEach { Start-Service }

    It 'restores what the Recycle Bin holds, the snapshots too, and says what is lost' {
        Add-Rule
        Set-State $Shared DELETED
        $said = Say "Get-Content '$TestDrive/none' -ErrorAction Ignore; Restore-IBImage $Shared -WhatIf"
        $said | Should -Match 'cannot come back: the image resource.*give -Fact'
        $rows = Restore-IBImage $Shared -Fact $Facts
        $rows | ForEach-Object { "$($_.ResourceType) $($_.Region) $($_.Outcome)" } | Should -Be @(
            'Image us-east-1 NotRecoverable', 'Ami us-east-1 Restored', 'Snapshot us-east-1 Restored', 'Ami eu-west-1 NotRecoverable', 'Snapshot eu-west-1 NotRecoverable')
        $ami = $Facts.Where{ $_.ImageArn -eq $Shared }[0]
        $now = Get-IBImageFact -AmiId $ami.AmiId
        $now.State, "$($now.SharedAccounts)" | Should -Be available, 111122223333
        $now.Tags.Count | Should -Be $ami.Tags.Count
        (Restore-IBImage $Shared -Fact $Facts).Outcome | Should -Be NotRecoverable, AlreadyThere, NotRecoverable, NotRecoverable
    }

    It 'enables an AMI that had been disabled before it was deleted' {
        Add-Rule
        Set-State $Shared DISABLED
        Set-State $Shared DELETED
        $rows = Restore-IBImage $Shared -Fact $Facts
        $rows[1].Reason | Should -Be 'from the Recycle Bin, enabled, shared with 111122223333'
        (Get-IBImageFact -AmiId $rows[1].ResourceId).State | Should -Be available
    }

    It 'says that nothing comes back without a rule, and sends nothing' {
        Set-State $Shared DELETED
        $before = Get-Journal
        $rows = Restore-IBImage $Shared -Fact $Facts -ErrorVariable failures
        $rows.Outcome | Sort-Object -Unique | Should -Be NotRecoverable
        $failures | Should -BeNullOrEmpty
        Get-Journal | Should -Be $before
    }

    It 'guesses nothing without facts' {
        Add-Rule
        Set-State $Shared DELETED
        $rows = @(Restore-IBImage $Shared)
        $rows | Should -HaveCount 1
        $rows[0].Outcome | Should -Be NotRecoverable
        $rows[0].Reason | Should -BeLike '*give -Fact.'
    }
}

Describe 'Restore-IBImage after a plan' {
    It 'undoes what its runs did, as far as it can be undone, with the facts of the plan' {
        Start-Service
        Add-Rule
        $rule = New-IBLifecyclePolicyDetail DELETE -OlderThan 60 -RetainAtLeast 1 -IncludeAmi -IncludeSnapshot
        $plan = New-IBLifecyclePlan -Name demo -PolicyDetail $rule -RoleName R -AllowInUse -Path "$TestDrive/undo.json"
        $null = $plan | Invoke-IBLifecyclePlan
        $gone = $plan.Policies.Decisions.Where{ $_.IsNew -and $_.Action -eq 'Delete' -and $_.ResourceType -eq 'Ami' -and $_.Region -eq 'us-east-1' }
        $gone | Should -Not -BeNullOrEmpty
        # The first run deprecates, the next one deletes.
        Set-IBLocalService -Advance 3.00:00:00
        Set-IBLocalService -Advance 0:30:00
        (Get-IBImageFact -AmiId $gone.ResourceId).State | Sort-Object -Unique | Should -Be deregistered
        $rows = $gone.ImageArn | Restore-IBImage -Fact "$TestDrive/undo.json"
        $rows.Where{ $_.ResourceId -in $gone.ResourceId }.Outcome | Sort-Object -Unique | Should -Be Restored
        $now = Get-IBImageFact -AmiId $gone.ResourceId
        $now.State | Sort-Object -Unique | Should -Be available
        foreach ($fact in $now) {
            $before = $plan.Facts.Where{ $_.AmiId -eq $fact.AmiId }[0]
            "$($fact.SharedAccounts)", $fact.IsPublic | Should -Be "$($before.SharedAccounts)", $before.IsPublic
            # The first run tagged it as deprecated, and that is not known to have been undone.
            $fact.Tags.Keys | Where-Object { $_ -ne 'DeprecatedBy' } | Sort-Object | Should -Be ($before.Tags.Keys | Sort-Object)
        }
        ($gone.ImageArn | Restore-IBImage -Fact $plan).Where{ $_.ResourceId -in $gone.ResourceId }.Outcome | Sort-Object -Unique | Should -Be AlreadyThere
    }
}

Describe 'Restore-IBImage' {
    BeforeAll { Start-Service }

    It 'refuses <Bad>' -ForEach @(
        @{ Bad = 'what is no ARN of an image'; Do = { Restore-IBImage web-server -ErrorAction Stop }; Message = '*resourceArn: got*' }
        @{ Bad = 'an image of another region'; Do = { Restore-IBImage arn:aws:imagebuilder:eu-west-1:123456789012:image/a/1.0.0/1 -Region us-east-1 -ErrorAction Stop }; Message = '*eu-west-1*' }
        @{ Bad = 'a file of facts that does not exist'; Do = { Restore-IBImage $Shared -Fact "$TestDrive/no.json" }; Message = '*no.json*' }
        @{ Bad = 'what is no fact'; Do = { Restore-IBImage $Shared -Fact @{ a = 1 } }; Message = '*amiId*' }
    ) {
        $Do | Should -Throw -ExpectedMessage $Message
    }

    It 'goes on after an image that cannot be restored' {
        $rows = 'nothing', "$Images/2.0.0/1" | Restore-IBImage -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $rows | Should -HaveCount 3
    }
}
