BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Get-IBLifecyclePreview' {
    BeforeAll {
        function NewImage([int] $Build, [int] $Days, [hashtable] $Facts = @{}) {
            @{
                Arn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web/1.0.0/$Build"; Type = 'AMI'; Name = 'web'; Version = '1.0.0'
                State = @{ Status = 'AVAILABLE' }; ImageRecipe = @{ Name = 'web'; Version = '1.0.0' }
                DateCreated = ([datetimeoffset]'2026-06-01T00:00:00Z').AddDays(-$Days).ToString('o')
                OutputResources = @{ Amis = @(@{ Region = 'us-east-1'; Image = "ami-0000000000000000$Build"; AccountId = $Account } + $Facts) }
            }
        }
        $At = '2026-06-01T00:00:00Z'
        $Policy = @{
            resourceType = 'AMI_IMAGE'; resourceSelection = New-IBLifecycleResourceSelection web/x.x.x
            policyDetails = @(New-IBLifecyclePolicyDetail DELETE 90 -RetainAtLeast 1 -IncludeAmi -ExcludeLaunchedWithin 30)
        }
        $Images = @(
            NewImage 1 300 @{ lastLaunchedTime = '2026-05-20T00:00:00Z' }
            NewImage 2 200
            NewImage 3 10
        ) | ForEach-Object { [pscustomobject]$_ }
    }

    Context 'Offline' {
        BeforeAll { Stop-IBLocalService }
        AfterAll { Start-IBLocalService -StepMilliseconds 50 }

        It 'tells action and reason of every image and affected AMI, with no connection' {
            $decisions = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At
            $decisions | Should -BeOfType ImageBuilderPS.Lifecycle.Results.LifecycleDecision
            $decisions.Action | Should -Be Keep, Delete, Unknown, Delete, Skip
            $decisions[2].Reason | Should -BeLike 'unknown: last launched; if it stays, it is left unmanaged: *'
            $decisions[4].Reason | Should -BeLike 'AMI last launched 2026-05-20*'
            $decisions[1].AgeDays | Should -Be 200
            $decisions.At | Select-Object -Unique | Should -Be ([datetimeoffset]$At)
        }

        It 'takes images from <_>' -ForEach 'a file of ConvertTo-Json', "a file in the API's spelling", 'a file object', 'parsed JSON' {
            $json = $Images | ConvertTo-Json -Depth 8
            if ($_ -like '*spelling') {
                $json = $json -creplace '"([A-Z])(\w*)":', { '"' + $_.Groups[1].Value.ToLowerInvariant() + $_.Groups[2].Value + '":' }
            }
            $json | Set-Content "$TestDrive/images.json"
            $source = switch ($_) {
                'a file object' { Get-Item "$TestDrive/images.json" }
                'parsed JSON' { $json | ConvertFrom-Json }
                default { "$TestDrive/images.json" }
            }
            ($Policy | Get-IBLifecyclePreview -Image $source -At $At).Action | Should -Be Keep, Delete, Unknown, Delete, Skip
        }

        It 'takes a file with one image' {
            $Images[0] | ConvertTo-Json -Depth 8 | Set-Content "$TestDrive/image.json"
            ($Policy | Get-IBLifecyclePreview -Image "$TestDrive/image.json" -At $At) | Should -Not -BeNullOrEmpty
        }

        It 'takes policies from files' {
            $Policy + @{ lifecyclePolicyArn = $PolicyArn; executionRole = $Role } | Export-IBLifecyclePolicy "$TestDrive/policy.json"
            (Get-IBLifecyclePreview -Path "$TestDrive/policy.json" -Image $Images -At $At).Action | Should -Be Keep, Delete, Unknown, Delete, Skip
            (Get-ChildItem "$TestDrive/policy.json" | Get-IBLifecyclePreview -Image $Images -At $At) | Should -HaveCount 5
        }

        It 'plays runs in a row' {
            $tiered = $Policy.Clone()
            $tiered.policyDetails = @(New-IBLifecyclePolicyDetail DEPRECATE 30; New-IBLifecyclePolicyDetail DISABLE 60; New-IBLifecyclePolicyDetail DELETE 90)
            $actions = Get-IBLifecyclePreview -InputObject $tiered -Image $Images[1] -At $At -Runs 4
            $actions.Action | Should -Be Deprecate, Disable, Delete, Keep
            ($actions[2].At - $actions[0].At).TotalDays | Should -Be 2
        }

        It 'counts with -Summary' {
            $rows = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At -Summary
            $rows | Should -BeOfType ImageBuilderPS.Lifecycle.Results.LifecycleSummaryRow
            ($rows | Where-Object { $_.Action -eq 'Delete' -and $_.ResourceType -eq 'Image' }).Count | Should -Be 2
            $rows.At | Select-Object -Unique | Should -Be ([datetimeoffset]$At)
        }

        It 'says that a disabled policy does not run' {
            $null = $Policy + @{ status = 'DISABLED' } | Get-IBLifecyclePreview -Image $Images -At $At -WarningVariable warning -WarningAction SilentlyContinue
            $warning[0] | Should -BeLike '*DISABLED*'
        }

        It 'refuses a policy that cannot be played' {
            @{ resourceType = 'AMI_IMAGE'; policyDetails = @(@{ action = @{ type = 'DELETE' } }) } |
                Get-IBLifecyclePreview -Image $Images -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidPolicy,*'
            $policy = $Policy.Clone()
            $policy.policyDetails = @{ action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 1 } }, @{ action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 2 } }
            $policy | Get-IBLifecyclePreview -Image $Images -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidPolicy,*'
            $failure[0].Exception.Message | Should -BeLike 'policyDetails`[1`].action.type: *one rule of each action*'
        }

        It 'takes times as Windows PowerShell writes them' {
            $time = [datetimeoffset]$Images[1].DateCreated
            $json = $Images[1] | ConvertTo-Json -Depth 8 | ForEach-Object { $_ -replace '"DateCreated": *"[^"]*"', "`"DateCreated`": { `"DateTime`": `"`", `"UtcTicks`": $($time.UtcTicks) }" }
            $json | Should -Match 'UtcTicks'
            $json | Set-Content "$TestDrive/image.json"
            ($Policy | Get-IBLifecyclePreview -Image "$TestDrive/image.json" -At $At)[0].AgeDays | Should -Be 200
        }

        It 'says once what more may go, with -<_>' -ForEach 'Summary', 'Runs' {
            $more = if ($_ -eq 'Summary') { @{ Summary = $true } } else { @{ Runs = 3 } }
            $null = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At @more -WarningVariable warning -WarningAction SilentlyContinue
            @($warning) | Should -HaveCount 1
            $warning | Should -BeLike 'The policy deletes 2 images for certain and may also delete 1 AMI: unknown are last launched.*'
        }

        It 'says nothing more where nothing is unknown' {
            $null = Get-IBLifecyclePreview -InputObject $Policy -Image $Images[0] -At $At -WarningVariable warning
            $warning | Should -BeNullOrEmpty
        }

        It 'takes "never launched" from <_>' -ForEach 'a file', 'parsed JSON', 'a hashtable', 'a flag' {
            $image = NewImage 2 200 @{ lastLaunchedTime = $null }
            $source = switch ($_) {
                'a file' {
                    $image | ConvertTo-Json -Depth 8 | Set-Content "$TestDrive/never.json"
                    "$TestDrive/never.json"
                }
                'parsed JSON' { $image | ConvertTo-Json -Depth 8 | ConvertFrom-Json }
                'a hashtable' { $image }
                'a flag' { NewImage 2 200 @{ hasNeverLaunched = $true } }
            }
            $young = NewImage 3 10
            (Get-IBLifecyclePreview -InputObject $Policy -Image $source, $young -At $At).Action | Should -Be Keep, Delete, Delete
        }

        It 'shows an AMI that outlives its image resource as unmanaged' {
            $decisions = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At -WarningAction SilentlyContinue
            $decisions.IsUnmanaged | Should -Be $false, $false, $true, $false, $true
            $decisions[4].Reason | Should -BeLike 'AMI last launched*; left unmanaged: its image resource is deleted*'
            $alone = $Policy.Clone()
            $alone.policyDetails = New-IBLifecyclePolicyDetail DELETE 90 -RetainAtLeast 1
            $decisions = Get-IBLifecyclePreview -InputObject $alone -Image $Images -At $At
            "$($decisions.Action)" | Should -Be 'Keep Delete Keep Delete Keep'
            @($decisions.Where{ $_.IsUnmanaged }.ResourceType) | Should -Be Ami, Ami
        }

        It 'takes -At as ISO 8601 only' {
            foreach ($time in '01/02/2024', 'yesterday', 2030, '2024') {
                { Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $time } | Should -Throw '*ISO 8601*2026-01-31T12:00:00Z*'
            }
            foreach ($time in '2026-06-01', '2026-06-01T02:00+02:00', ([datetime]'2026-06-01T00:00:00Z')) {
                (Get-IBLifecyclePreview -InputObject $Policy -Image $Images[0] -At $time).At | Select-Object -Unique | Should -Be ([datetimeoffset]$At)
            }
        }

        It 'warns of images that were read in short, as <_>' -ForEach 'a file', 'parsed JSON', 'an object' {
            $short = [ImageBuilderPS.Api.Resources.ImageSummary]@{ Arn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web/1.0.0/1"; Name = 'web'; Version = '1.0.0'; Type = 'AMI'; State = @{ Status = 'AVAILABLE' } }
            $source = switch ($_) {
                'a file' {
                    ConvertTo-Json @($short, $Images[1]) -Depth 8 | Set-Content "$TestDrive/short.json"
                    "$TestDrive/short.json"
                }
                'parsed JSON' { ConvertTo-Json @($short, $Images[1]) -Depth 8 | ConvertFrom-Json | ForEach-Object { $_ } }
                'an object' { $short, $Images[1] }
            }
            $null = $Policy | Get-IBLifecyclePreview -Image $source -At $At -WarningVariable warning -WarningAction SilentlyContinue
            $warning[0] | Should -BeLike '1 of 2 images have no recipe*-Detail*'
        }

        It 'refuses <Name>, and says which it is' -ForEach @(
            @{ Name = 'a hashtable that is no image'; Bad = @{ a = 1 }; Message = "images``[1``].a: unknown key 'a'*" }
            @{ Name = 'a script block'; Bad = { }; Message = 'images`[1`].arn: got nothing, expected an image build version ARN.' }
            @{ Name = 'an object that is no image'; Bad = [pscustomobject]@{ a = 1 }; Message = 'images`[1`].arn: got nothing, expected an image build version ARN.' }
            @{ Name = 'an image without ARN'; Bad = @{ name = 'web'; type = 'AMI' }; Message = 'images`[1`].arn: got nothing, expected an image build version ARN.' }
            @{ Name = 'a version of an image'; Bad = [pscustomobject]@{ arn = 'arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0' }; Message = 'images`[1`].arn: got*1.0.0*Get-IBImage -All*' }
            @{ Name = 'another resource'; Bad = @{ arn = 'arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/web' }; Message = 'images`[1`].arn: got*lifecycle-policy/web*an image build version ARN.' }
        ) {
            $failure = { $Policy | Get-IBLifecyclePreview -Image $Images[0], $Bad } | Should -Throw -ErrorId 'InvalidObject,*' -PassThru
            $failure.Exception.Message | Should -BeLike $Message
        }

        It 'names file, index and trouble of every bad record of a file' {
            $records = @(($Images[0] | ConvertTo-Json -Depth 8), 'null', ($Images[1] | ConvertTo-Json -Depth 8), '{"arn": 5}', '{"arn": "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/4", "dateCreated": "then"}', '7')
            "[$($records -join ",`n")]" | Set-Content "$TestDrive/bad1.json"
            $failure = { $Policy | Get-IBLifecyclePreview -Image "$TestDrive/bad*.json" } | Should -Throw -ErrorId 'InvalidJson,*' -PassThru
            $failure.ErrorDetails.Message | Should -BeLike "*bad1.json: images``[1``]: got null, expected an image; images``[3``].arn: *; images``[4``].dateCreated: *'then'*; images``[5``]: *"
            $failure.CategoryInfo.Category | Should -Be InvalidData

            "[$(,'null' * 12 -join ',')]" | Set-Content "$TestDrive/bad2.json"
            $failure = { $Policy | Get-IBLifecyclePreview -Image "$TestDrive/bad2.json" } | Should -Throw -PassThru
            $failure.ErrorDetails.Message | Should -BeLike '*images`[9`]: got null, expected an image; and 2 more.'
            'null' | Set-Content "$TestDrive/bad2.json"
            { $Policy | Get-IBLifecyclePreview -Image "$TestDrive/bad2.json" } | Should -Throw -ErrorId 'InvalidJson,*'
            '[{' | Set-Content "$TestDrive/bad2.json"
            { $Policy | Get-IBLifecyclePreview -Image "$TestDrive/bad2.json" } | Should -Throw -ErrorId 'InvalidJson,*'
        }

        It 'refuses images that are none' {
            { $Policy | Get-IBLifecyclePreview -Image 5 } | Should -Throw 'images`[0`]: got 5*' -ErrorId 'InvalidObject,*'
            { $Policy | Get-IBLifecyclePreview -Image "$TestDrive/none.json" } | Should -Throw -ErrorId 'PathNotFound,*'
        }

        It 'fits a terminal' {
            $text = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At | Out-String -Width 80
            $text | Should -Match 'At: 2026-06-01 00:00Z'
            $text | Should -Match 'Delete +web/1\.0\.0/2 +200 200 days old, older than 90 DAYS;[ ]*\r?\n +beyond the newest 1'
            $text | Should -Not -Match ([char]0x2026)
            foreach ($word in (Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At).Reason.Split(' ')) {
                $text | Should -BeLike "*$word*" -Because 'text breaks between words'
            }
        }

        It 'counts in a table that fits a terminal' {
            $text = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At -Summary | Out-String -Width 80
            $text | Should -Match 'Region +Count +InUse +Stay +GB +USD\r?\n'
        }

        It 'names the AMI of snapshots whose ids are not known' {
            $rule = New-IBLifecyclePolicyDetail DELETE -KeepNewest 1 -IncludeAmi -IncludeSnapshot
            $keepOne = @{ resourceType = 'AMI_IMAGE'; resourceSelection = $Policy.resourceSelection; policyDetails = $rule }
            $decision = @(Get-IBLifecyclePreview -InputObject $keepOne -Image $Images -At $At).Where{ $_.ResourceType -eq 'Snapshot' }[0]
            $decision.Action, $decision.ResourceId, $decision.AmiId | Should -Be Delete, $null, ami-00000000000000002
            $decision.Reason | Should -BeLike '*unknown: snapshot ids*'
            $decision | Out-String -Width 80 | Should -Match 'unknown snapshots of '
        }
    }

    Context 'From the account' {
        It 'takes all of the account from a file, as the README says, and warns of nothing but what is unknown' {
            Get-IBImage -All -Detail | ConvertTo-Json -Depth 10 | Set-Content "$TestDrive/account.json"
            $all = @{ resourceType = 'AMI_IMAGE'; resourceSelection = New-IBLifecycleResourceSelection web-server/x.x.x
                policyDetails = New-IBLifecyclePolicyDetail DELETE 60 -IncludeAmi -IncludeSnapshot -ExcludeLaunchedWithin 30 }
            $decisions = Get-IBLifecyclePreview -InputObject $all -Image "$TestDrive/account.json" -WarningVariable warning -WarningAction SilentlyContinue
            @($warning) | Should -HaveCount 1
            $warning | Should -BeLike 'The policy deletes * images for certain and may also delete * AMIs and * snapshots: unknown are last launched.'
            @($decisions.Where{ $_.ResourceType -eq 'Ami' }.Action | Select-Object -Unique) | Should -Be Unknown
        }

        It 'reads the policy by ARN and every image with its recipe' {
            $decisions = Get-IBLifecyclePreview $PolicyArn
            @($decisions.Where{ $_.ResourceType -eq 'Image' }) | Should -HaveCount 8
            $decisions.Where{ $_.ResourceType -eq 'Image' }.RecipeName | Select-Object -Unique | Should -Be web-server
            @($decisions.Where{ $_.Action -eq 'Deprecate' -and $_.ResourceType -eq 'Ami' }) | Should -HaveCount 12
        }

        It 'takes policies from the pipeline, in full and in short' {
            (Get-IBLifecyclePolicy $PolicyArn | Get-IBLifecyclePreview) | Should -HaveCount 20
            (Get-IBLifecyclePolicy | Get-IBLifecyclePreview) | Should -HaveCount 20
        }

        It 'previews nothing where an image cannot be read' {
            $url = (Start-IBLocalService -PassThru).Url
            $null = Invoke-RestMethod "${url}_local/fail?operation=GetImage&error=AccessDeniedException&count=1" -Method Post
            Get-IBLifecyclePreview $PolicyArn -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'AccessDeniedException,*'
            $failure[0].ErrorDetails.Message | Should -BeLike 'GetImage:*'
        }
    }

    Context 'With what EC2 knows' {
        BeforeAll {
            Start-IBLocalService
            Reset-IBLocalService -Time 2026-06-01T06:00Z -Confirm:$false
            Set-IBLocalService -Time 2026-06-01T06:01Z -Clock Stopped
            $All = @{ resourceType = 'AMI_IMAGE'; resourceSelection = New-IBLifecycleResourceSelection web-server/x.x.x
                policyDetails = New-IBLifecyclePolicyDetail DELETE 1 -IncludeAmi -IncludeSnapshot -ExcludePublic -ExcludeLaunchedWithin 30 }
        }

        It 'leaves nothing unknown and says what becomes of each action' {
            $decisions = $All | Get-IBLifecyclePreview -WarningVariable warning
            $warning | Should -BeNullOrEmpty
            $decisions.Action | Should -Not -Contain Unknown
            $decisions.Outcome | Should -Not -Contain Unknown
            @($decisions.Where{ $_.Refusal -eq 'NoCreatedByTag' }.ResourceType) | Should -Be Ami
            @($decisions.Where{ $_.Outcome -eq 'SharedSnapshot' }) | Should -HaveCount 1
            @($decisions.Where{ $_.Outcome -eq 'Unmanaged' }.ReasonKind | Sort-Object) | Should -Be AmiLaunched, AmiPublic
            @($decisions.Where{ $_.ResourceType -eq 'Ami' -and $_.InUseBy }.InUseBy | Sort-Object) | Should -BeLike '[ils]*'
            $snapshot = $decisions.Where{ $_.ResourceType -eq 'Snapshot' -and $_.Outcome -eq 'Success' }[0]
            $snapshot.SizeBytes | Should -BeGreaterThan 1GB
            $snapshot.MaxMonthlyCost | Should -Be ([decimal]$snapshot.SizeBytes / 1GB * 0.05d)
            $snapshot.IsRecoverable | Should -BeFalse
        }

        It 'takes the time of the local service' {
            ($All | Get-IBLifecyclePreview)[0].At | Should -Be ([datetimeoffset]'2026-06-01T06:01Z')
        }

        It 'asks EC2 nothing with -NoFact, and says what more may go' {
            $decisions = $All | Get-IBLifecyclePreview -NoFact -WarningVariable warning -WarningAction SilentlyContinue
            $decisions.Where{ $_.ResourceType -eq 'Ami' }.Action | Select-Object -Unique | Should -Be Unknown
            @($decisions.InUseBy).Where{ $_ } | Should -BeNullOrEmpty
            $warning | Should -BeLike '*may also delete * AMIs*'
        }

        It 'is the same from saved facts, as <_>' -ForEach 'a file', 'the object of a file', 'objects', 'parsed JSON' {
            $path = "$TestDrive/facts.json"
            $facts = Get-IBImageFact -Path $path -Force -PassThru
            $source = switch ($_) { 'a file' { $path } 'the object of a file' { Get-Item $path } 'objects' { $facts } 'parsed JSON' { $facts | ConvertTo-Json -Depth 8 | ConvertFrom-Json } }
            $saved = $All | Get-IBLifecyclePreview -Fact $source
            $read = $All | Get-IBLifecyclePreview
            ($saved | Select-Object * -ExcludeProperty Resource | ConvertTo-Json -Depth 5) | Should -Be ($read | Select-Object * -ExcludeProperty Resource | ConvertTo-Json -Depth 5)
        }

        It 'refuses facts that are none: <Name>' -ForEach @(
            @{ Name = 'a number'; Bad = 5; Message = 'facts`[0`]*' }
            @{ Name = 'an object without id'; Bad = [pscustomobject]@{ a = 1 }; Message = 'facts`[0`].amiId: got nothing*' }
        ) {
            $failure = { $All | Get-IBLifecyclePreview -Fact $Bad } | Should -Throw -ErrorId 'InvalidObject,*' -PassThru
            $failure.Exception.Message | Should -BeLike $Message
        }

        It 'refuses a file of something else, with its JSON path' {
            '{"version": 1, "readAt": "2026-06-01T00:00:00Z", "facts": [{"region": "us-east-1"}]}' | Set-Content "$TestDrive/wrong.json"
            $failure = { $All | Get-IBLifecyclePreview -Fact "$TestDrive/wrong.json" } | Should -Throw -ErrorId 'InvalidJson,*' -PassThru
            $failure.ErrorDetails.Message | Should -BeLike '*wrong.json*facts`[0`].amiId*'
        }

        It 'warns once of a permission that is missing, and goes on' {
            $url = (Get-IBLocalService).Url
            $fault = @{ operation = 'DescribeImageReferences'; error = 'UnauthorizedOperation'; status = 403 } | ConvertTo-Json
            $null = Invoke-RestMethod "${url}_local/faults" -Method Post -Body $fault -ContentType application/json
            try {
                $decisions = $All | Get-IBLifecyclePreview -WarningVariable warning -WarningAction SilentlyContinue
            }
            finally { $null = Invoke-RestMethod "${url}_local/faults" -Method Delete }
            @($warning) | Should -HaveCount 1
            $warning | Should -BeLike '*ec2:DescribeImageReferences*'
            @($decisions.InUseBy).Where{ $_ } | Should -BeNullOrEmpty
            $decisions.Outcome | Should -Contain Refused
        }

        It 'shows only what matters with <Name>' -ForEach @(
            @{ Name = '-Action Delete'; Only = @{ Action = 'Delete' }; Expected = @('Delete') }
            @{ Name = '-Action Skip, Keep'; Only = @{ Action = 'Skip', 'Keep' }; Expected = @('Skip') }
            @{ Name = '-ChangesOnly'; Only = @{ ChangesOnly = $true }; Expected = @('Delete') }
        ) {
            ($All | Get-IBLifecyclePreview @Only).Action | Select-Object -Unique | Should -Be $Expected
        }

        It 'calculates with prices of <Name>' -ForEach @(
            @{ Name = 'one number'; Price = 1; Us = 1; Eu = 1 }
            @{ Name = 'regions'; Price = @{ 'us-east-1' = 2; '*' = '3' }; Us = 2; Eu = 3 }
            @{ Name = 'tiers'; Price = @{ 'eu-west-1' = @{ Standard = 4; Archive = 1 } }; Us = 0.05; Eu = 4 }
        ) {
            $snapshots = ($All | Get-IBLifecyclePreview -PricePerGBMonth $Price).Where{ $_.SizeBytes }
            foreach ($snapshot in $snapshots) {
                $expected = if ($snapshot.Region -eq 'us-east-1') { $Us } else { $Eu }
                $snapshot.MaxMonthlyCost | Should -Be ([decimal]$snapshot.SizeBytes / 1GB * [decimal]$expected)
            }
        }

        It 'refuses the price <_>' -ForEach @('much', -1, $true, @{ 'us-east-1' = @{ Archive = 1 } }, @{ 'us-east-1' = @{ Standard = 1; Cold = 2 } }) {
            { $All | Get-IBLifecyclePreview -PricePerGBMonth $_ } | Should -Throw '*PricePerGBMonth*expected*'
        }

        It 'sums sizes and costs with -Summary' {
            $rows = ($All | Get-IBLifecyclePreview -Summary).Where{ $_.ResourceType -eq 'Snapshot' -and $_.Action -eq 'Delete' }
            $decisions = ($All | Get-IBLifecyclePreview).Where{ $_.ResourceType -eq 'Snapshot' -and $_.Outcome -eq 'Success' }
            ($rows | Measure-Object FreedBytes -Sum).Sum | Should -Be ($decisions | Measure-Object SizeBytes -Sum).Sum
            ($rows | Measure-Object MaxMonthlyCost -Sum).Sum | Should -Be ($decisions | Measure-Object MaxMonthlyCost -Sum).Sum
            $rows[0].AccountId, $rows[0].Rule | Should -Be $Account, 'policyDetails[0] DELETE'
        }

        It 'tells the day on which each rule reaches an image with -Timeline' {
            $rows = Get-IBLifecyclePreview -Name demo -Timeline
            $rows | Should -BeOfType ImageBuilderPS.Lifecycle.Simulation.LifecycleTimelineRow
            $rows | Should -HaveCount 8
            $row = $rows.Where{ $_.ImageArn -like '*/1.1.0/2' }[0]
            $row.DeprecatedOn | Should -Be ([datetimeoffset]'2026-06-01T06:01Z')
            $row.DeletedOn | Should -Be ([datetimeoffset]'2026-07-02T06:01Z')
            $row.DeletedAmis, $row.DeletedSnapshots | Should -Be 2, 2
            (Get-IBLifecyclePreview -Name demo -Timeline -Action Delete).DeletedOn | Should -Not -Contain $null
        }

        It 'writes a calendar of twelve months with -Timeline -Summary' {
            $months = Get-IBLifecyclePreview -Name demo -Timeline -Summary
            $months | Should -HaveCount 12
            $months[0].Month, $months[11].Month | Should -Be ([datetime]::new(2026, 6, 1)), ([datetime]::new(2027, 5, 1))
            ($months | Measure-Object DeletedImages -Sum).Sum | Should -Be 5
        }

        It 'explains an image by ARN and by AMI, for one policy and for all' {
            $image = (Get-IBImage -All).Where{ $_.Arn -like '*/1.0.0/2' }[0].Arn
            $rows = Get-IBLifecyclePreview -Name demo -Explain $image
            $rows | Should -BeOfType ImageBuilderPS.Lifecycle.Explanation.LifecycleExplanation
            $rows.Result | Should -Be Selected, Deprecate, Deprecate, Deprecate, NotAsked
            $null = New-IBLifecyclePolicy other -ExecutionRole $Role -ResourceType AMI_IMAGE -PolicyDetail (New-IBLifecyclePolicyDetail DELETE 1) -ResourceSelection (New-IBLifecycleResourceSelection -Tag @{ Team = 'web' }) -WarningAction SilentlyContinue
            $rows = Get-IBLifecyclePreview -Explain ami-0a35ce748414e39ae
            $rows.ImageArn | Select-Object -Unique | Should -Be $image
            $rows.Where{ $_.LifecyclePolicyArn -like '*/other' }.Reason | Should -BeLike 'the image resource has none of the tags Team=web*'
        }

        It 'says that there is no such image to explain' {
            Get-IBLifecyclePreview -Name demo -Explain ami-00000000000000000 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ImageNotFound,*'
        }

        It 'refuses <Name>' -ForEach @(
            @{ Name = '-Fact with -NoFact'; More = @{ Fact = 'x'; NoFact = $true } }
            @{ Name = '-Timeline with -Runs'; More = @{ Timeline = $true; Runs = 2 } }
            @{ Name = '-Explain with -Summary'; More = @{ Explain = 'x'; Summary = $true } }
            @{ Name = '-Explain with -Timeline'; More = @{ Explain = 'x'; Timeline = $true } }
        ) {
            { Get-IBLifecyclePreview -Name demo @More } | Should -Throw -ErrorId 'ParametersExcludeEachOther,*'
        }
    }
}
