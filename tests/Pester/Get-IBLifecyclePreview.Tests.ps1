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
            $decisions | Should -BeOfType ImageBuilderPS.Lifecycle.LifecycleDecision
            $decisions.Action | Should -Be Keep, Delete, Unknown, Delete, Skip
            $decisions[2].Reason | Should -Be 'unknown: last launched'
            $decisions[4].Reason | Should -BeLike 'AMI last launched 2026-05-20*'
            $decisions[1].Age | Should -Be ([timespan]::FromDays(200))
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
            $actions.Action | Should -Be Deprecate, Disable, Delete
            ($actions[2].At - $actions[0].At).TotalDays | Should -Be 2
        }

        It 'counts with -Summary' {
            $rows = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At -Summary
            $rows | Should -BeOfType ImageBuilderPS.Lifecycle.LifecycleSummaryRow
            ($rows | Where-Object { $_.Action -eq 'Delete' -and $_.ResourceType -eq 'Image' }).Count | Should -Be 2
            $rows.At | Select-Object -Unique | Should -Be ([datetimeoffset]$At)
        }

        It 'says that a disabled policy does not run' {
            $null = $Policy + @{ status = 'DISABLED' } | Get-IBLifecyclePreview -Image $Images -At $At -WarningVariable warning -WarningAction SilentlyContinue
            $warning | Should -BeLike '*DISABLED*'
        }

        It 'refuses a policy that cannot be played' {
            @{ resourceType = 'AMI_IMAGE'; policyDetails = @(@{ action = @{ type = 'DELETE' } }) } |
                Get-IBLifecyclePreview -Image $Images -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidPolicy,*'
        }

        It 'takes times as Windows PowerShell writes them' {
            $time = [datetimeoffset]$Images[1].DateCreated
            $json = $Images[1] | ConvertTo-Json -Depth 8 | ForEach-Object { $_ -replace '"DateCreated": *"[^"]*"', "`"DateCreated`": { `"DateTime`": `"`", `"UtcTicks`": $($time.UtcTicks) }" }
            $json | Should -Match 'UtcTicks'
            $json | Set-Content "$TestDrive/image.json"
            ($Policy | Get-IBLifecyclePreview -Image "$TestDrive/image.json" -At $At)[0].Age | Should -Be ([timespan]::FromDays(200))
        }

        It 'warns of images that tell no recipe' {
            $null = $Policy | Get-IBLifecyclePreview -Image @{ Name = 'web'; Type = 'AMI' } -WarningVariable warning -WarningAction SilentlyContinue
            $warning | Should -BeLike '1 of 1 images tell no recipe*-Detail*'
        }

        It 'refuses images that are none' {
            { $Policy | Get-IBLifecyclePreview -Image 5 } | Should -Throw -ErrorId 'InvalidObject,*'
            { $Policy | Get-IBLifecyclePreview -Image "$TestDrive/none.json" } | Should -Throw -ErrorId 'PathNotFound,*'
        }

        It 'fits a terminal' {
            $text = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At | Out-String -Width 80
            $text | Should -Match 'Run \(UTC\): 2026-06-01 00:00'
            $text | Should -Match 'Delete +web/1\.0\.0/2 +200 200 days old, older than 90 DAYS;[ ]*\r?\n +beyond the newest 1'
            $text | Should -Not -Match ([char]0x2026)
            foreach ($word in (Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At).Reason.Split(' ')) {
                $text | Should -BeLike "*$word*" -Because 'text breaks between words'
            }
        }

        It 'counts in a table that fits a terminal' {
            $text = Get-IBLifecyclePreview -InputObject $Policy -Image $Images -At $At -Summary | Out-String -Width 80
            $text | Should -Match 'Region +Count\r?\n'
        }

        It 'names the AMI of snapshots whose ids are not known' {
            $rule = New-IBLifecyclePolicyDetail DELETE -KeepNewest 1 -IncludeSnapshot
            $keepOne = @{ resourceType = 'AMI_IMAGE'; resourceSelection = $Policy.resourceSelection; policyDetails = $rule }
            $decision = @(Get-IBLifecyclePreview -InputObject $keepOne -Image $Images -At $At).Where{ $_.ResourceType -eq 'Snapshot' }[0]
            $decision.Action, $decision.ResourceId, $decision.AmiId | Should -Be Delete, $null, ami-00000000000000002
            $decision.Reason | Should -BeLike '*unknown: snapshot ids*'
            $decision | Out-String -Width 80 | Should -Match 'unknown snapshots of '
        }
    }

    Context 'From the account' {
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
}
