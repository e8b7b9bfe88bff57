BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Rule = New-IBLifecyclePolicyDetail DELETE -OlderThan 30 -RetainAtLeast 1 -IncludeAmi -IncludeSnapshot
    $Known = @{ RoleName = 'ImageBuilderRole' }
    $Selection = New-IBLifecycleResourceSelection web-server/x.x.x
    function Plan([hashtable] $More = @{}) { Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePlan @Known -PolicyDetail $Rule @More -WarningAction SilentlyContinue }
}
AfterAll { Stop-IBLocalService }

Describe 'New-IBLifecyclePlan' {
    BeforeEach {
        Start-IBLocalService
        $Before = Get-IBLifecyclePolicy $PolicyArn
    }

    Context 'What it says' {
        It 'takes no price that is null' {
            { New-IBLifecyclePlan -Name demo -PricePerGBMonth $null } | Should -Throw "*PricePerGBMonth: got '', expected a price in USD*"
        }

        It 'has the differences, both previews, the digests, and who made it' {
            $plan = Plan
            $plan.CreatedBy | Should -Be 'arn:aws:iam::123456789012:user/local'
            $plan.AccountId, $plan.Region | Should -Be $Account, 'us-east-1'
            $plan.ValidUntil - $plan.CreatedAt | Should -Be ([timespan]::FromDays(7))
            $plan.ImagesDigest, $plan.FactsDigest, $plan.Policies[0].LiveDigest | Should -Match '^sha256:[0-9a-f]{64}$'
            $policy = $plan.Policies[0]
            $policy.Change | Should -Be Update
            "$($policy.Differences)" | Should -BeLike '~ policyDetails[[]DELETE].filter.value: 90 -> 30 *'
            $policy.TotalsBefore.DeletedImages, $policy.TotalsAfter.DeletedImages | Should -Be 3, 5
            @($policy.Decisions | Where-Object { $_.IsNew -and $_.Action -eq 'Delete' -and $_.ResourceType -eq 'Image' }) | Should -HaveCount 2
            $policy.Calendar | Should -HaveCount 12
        }

        It 'changes nothing' {
            Plan | Out-Null
            (Get-IBLifecyclePolicy $PolicyArn).DateUpdated | Should -Be $Before.DateUpdated
        }

        It 'says the same as a preview of the same days' {
            $policy = (Plan @{ Days = 3; AllowInUse = $true }).Policies[0]
            $gone = $policy.Decisions | Where-Object { $_.Action -eq 'Delete' -and $_.Outcome -eq 'Success' } | ForEach-Object ResourceId
            $after = $Before | Update-IBLifecyclePolicy -PolicyDetail $Rule -PassThru -Confirm:$false
            $preview = $after | Get-IBLifecyclePreview @Known -Runs 3 -WarningAction SilentlyContinue |
                Where-Object { $_.Action -eq 'Delete' -and $_.Outcome -eq 'Success' } | ForEach-Object ResourceId | Sort-Object -Unique
            $gone | Sort-Object -Unique | Should -Be $preview
        }

        It 'shows itself as text in 80 columns, with what blocks it' {
            $text = Plan | Out-String -Width 79
            $text | Should -Match '~ Policy demo is replaced'
            $text | Should -Match '! InUse: Policy demo newly deletes or disables 1 AMI in use\.'
            $text | Should -Match 'New-IBLifecyclePlan -AllowInUse lifts this guard\.'
            $text | Should -Match 'Blocked: 1 policy to apply in account 123456789012, us-east-1'
            ($text -split '\r?\n' | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 79
        }

        It 'has no secret' {
            $plan = Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePlan -NoFact -PolicyDetail $Rule -AccessKey AKIDPLAN -SecretKey 'hidden secret' -Path TestDrive:/secret.json -WarningAction SilentlyContinue
            $plan | Should -Not -BeNullOrEmpty
            Get-Content -Raw TestDrive:/secret.json | Should -Not -Match 'hidden|AKIDPLAN|[Ss]ecretKey|[Ss]essionToken'
        }
    }

    Context 'What it takes' {
        It 'takes the parameters of Update-IBLifecyclePolicy and means the same' {
            $whole = @{ ExecutionRole = 'R'; ResourceType = 'AMI_IMAGE'; PolicyDetail = $Rule; ResourceSelection = $Selection; Status = 'DISABLED' }
            $planned = (New-IBLifecyclePlan $PolicyArn @whole -NoFact).Policies[0]
            $planned.After.PolicyDetails | Should -HaveCount 1
            Update-IBLifecyclePolicy $PolicyArn @whole -Confirm:$false | Out-Null
            (New-IBLifecyclePlan $PolicyArn @whole -NoFact).HasChanges | Should -BeFalse
        }

        It 'merges with -Merge and by -Name' {
            $byName = (New-IBLifecyclePlan -Name demo -PolicyDetail $Rule @Known -WarningAction SilentlyContinue).Policies[0]
            $byName.After.PolicyDetails.Action.Type | Should -Be DEPRECATE, DELETE
            $merged = (New-IBLifecyclePlan $PolicyArn -Merge -ReplacePolicyDetail -PolicyDetail $Rule @Known -WarningAction SilentlyContinue).Policies[0]
            $merged.After.PolicyDetails.Action.Type | Should -Be DELETE
            $merged.After.Description | Should -Be $Before.Description
        }

        It 'creates a policy that does not exist, by parameters, request, hashtable and JSON' {
            $new = @{ ExecutionRole = 'R'; ResourceType = 'AMI_IMAGE'; ResourceSelection = $Selection; Status = 'DISABLED' }
            $json = '{"name":"ccc","executionRole":"R","resourceType":"AMI_IMAGE","policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":3}}],"resourceSelection":{"tagMap":{"a":"b"}},"status":"DISABLED"}' | ConvertFrom-Json
            $plans = @(
                New-IBLifecyclePlan -Name aaa @new -PolicyDetail $Rule -Tag @{ Team = 'web' } -NoFact
                $new + @{ name = 'bbb'; policyDetails = @($Rule) } | New-IBLifecyclePlan -NoFact
                $json | New-IBLifecyclePlan -NoFact
            )
            $plans.Policies.Change | Should -Be Create, Create, Create
            $plans.Policies.Name | Should -Be aaa, bbb, ccc
            $plans[0].Policies[0].After.Tags.Team | Should -Be web
        }

        It 'does not take a misspelt name for a new policy' {
            New-IBLifecyclePlan -Name demoo -Status DISABLED -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        }

        It 'takes many policies, and plans all or none' {
            $second = New-IBLifecyclePolicy second -ExecutionRole R -ResourceType AMI_IMAGE -PolicyDetail $Rule -ResourceSelection $Selection -Status DISABLED
            (Get-IBLifecyclePolicy | New-IBLifecyclePlan -Status DISABLED -NoFact).Policies.Name | Sort-Object | Should -Be demo, second
            $missing = $PolicyArn -replace 'demo$', 'missing'
            Get-IBLifecyclePolicy $PolicyArn, $second.LifecyclePolicyArn | ForEach-Object { $_ } -End { @{ lifecyclePolicyArn = $missing; executionRole = 'R'; resourceType = 'AMI_IMAGE'; policyDetails = @($Rule); resourceSelection = $Selection } } |
                New-IBLifecyclePlan -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be ResourceNotFoundException, PlanIncomplete
        }

        It 'refuses a policy that is given twice' {
            $Before, $Before | New-IBLifecyclePlan -Status DISABLED -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PlannedTwice,*'
            # To AWS the two names are one.
            'new web', 'New_Web' | ForEach-Object { @{ name = $_; executionRole = 'R'; resourceType = 'AMI_IMAGE'; policyDetails = @($Rule); resourceSelection = $Selection } } |
                New-IBLifecyclePlan -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PlannedTwice,*'
        }

        It 'makes no plan of nothing, which would look like one without changes' {
            $empty = New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())"
            New-IBLifecyclePlan -PolicyPath $empty -NoFact -DetailedExitCode -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'NoPolicy,*'
            $global:LASTEXITCODE | Should -Be 1
            $global:LASTEXITCODE = 0
            @() | New-IBLifecyclePlan -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'NoPolicy,*'
        }

        It 'checks the request before it plans' {
            $Before | New-IBLifecyclePlan -Status MAYBE -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        }
    }

    Context 'Policies as files' {
        BeforeEach {
            $Folder = Join-Path $TestDrive ([guid]::NewGuid())
            $null = New-Item -ItemType Directory $Folder
            $Before | Export-IBLifecyclePolicy $Folder
        }

        It 'finds no change in what was exported' {
            $plan = New-IBLifecyclePlan -PolicyPath $Folder -NoFact
            $plan.HasChanges | Should -BeFalse
            "$plan" | Should -Match 'No changes: the policies are as they are to be\.'
        }

        It 'plans a file that was edited and one that is new' {
            $file = "$Folder/demo.json"
            (Get-Content -Raw $file) -replace '"value": 90', '"value": 60' | Set-Content $file
            '{"name":"fresh","executionRole":"R","resourceType":"AMI_IMAGE","policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":3}}],"resourceSelection":{"tagMap":{"a":"b"}},"status":"DISABLED"}' | Set-Content "$Folder/fresh.json"
            Push-Location $TestDrive
            $plan = New-IBLifecyclePlan -PolicyPath $Folder @Known -AllowInUse
            Pop-Location
            $plan.Policies.Change | Should -Be Update, Create
            $plan.Policies[0].Source | Should -Be "$(Split-Path -Leaf $Folder)/demo.json"
            "$($plan.Policies[0].Differences)" | Should -Be '~ policyDetails[DELETE].filter.value: 90 -> 60'
        }

        It 'tells what somebody else changed, and that can be taken over' {
            $Before | Update-IBLifecyclePolicy -Description 'in the console' -Confirm:$false | Out-Null
            $plan = New-IBLifecyclePlan -PolicyPath $Folder -LastAppliedPath $Folder -NoFact -WarningVariable warned -WarningAction SilentlyContinue
            "$($plan.Policies[0].Drift)" | Should -BeLike '~ description: * -> in the console'
            "$plan" | Should -Match 'Somebody changed the live policy since it was last applied'
            "$warned" | Should -Match 'Somebody changed policy demo'
            Get-IBLifecyclePolicy $PolicyArn | Export-IBLifecyclePolicy $Folder
            (New-IBLifecyclePlan -PolicyPath $Folder -LastAppliedPath $Folder -NoFact).HasChanges | Should -BeFalse
        }

        It 'plans nothing when a file is broken, and names the file and the place' {
            '{"name":"fresh","executionRol":"R"}' | Set-Content "$Folder/broken.json"
            New-IBLifecyclePlan -PolicyPath $Folder -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].ErrorDetails.Message | Should -Match 'broken\.json: \$\.executionRol: unknown key'
        }
    }

    Context 'Guards' {
        It 'stops at what is in use, and is lifted by -AllowInUse' {
            (Plan).BlockedBy.Guard | Should -Be InUse
            $lifted = Plan @{ AllowInUse = $true }
            $lifted.IsBlocked, $lifted.Guards.AllowInUse | Should -Be $false, $true
        }

        It 'stops at too many deletions, and is lifted by the number' {
            $plan = Plan @{ AllowInUse = $true; MaximumDelete = 1 }
            $plan.BlockedBy.Guard, $plan.BlockedBy.Lift | Should -Be MaximumDelete, '-MaximumDelete 2'
            (Plan @{ AllowInUse = $true; MaximumDelete = 2 }).IsBlocked | Should -BeFalse
        }

        It 'stops at too many percent, and is lifted by the number' {
            $plan = Plan @{ AllowInUse = $true; MaximumDeletePercent = 20 }
            $plan.BlockedBy.Guard, $plan.BlockedBy.Lift | Should -Be MaximumDeletePercent, '-MaximumDeletePercent 25'
            (Plan @{ AllowInUse = $true; MaximumDeletePercent = 25 }).IsBlocked | Should -BeFalse
        }

        It 'stops at what is unknown, and is lifted by -AllowUnknown' {
            $unknown = $Before | New-IBLifecyclePlan -NoFact -PolicyDetail $Rule -WarningAction SilentlyContinue
            $unknown.BlockedBy.Guard | Should -Be Unknown
            ($Before | New-IBLifecyclePlan -NoFact -PolicyDetail $Rule -AllowUnknown).IsBlocked | Should -BeFalse
        }

        It 'stops at the last available image of a recipe, and is lifted by -AllowLastImage' {
            # Without the AMIs nothing is refused.
            $all = New-IBLifecyclePolicyDetail DELETE -OlderThan 1
            $more = @{ AllowInUse = $true; MaximumDeletePercent = 100; PolicyDetail = $all }
            $plan = $Before | New-IBLifecyclePlan @Known @more -WarningAction SilentlyContinue
            $plan.BlockedBy.Guard | Should -Be LastImage
            $plan.BlockedBy.Resources | Should -Match 'image recipe web-server: \d available images, all deleted or disabled'
            ($Before | New-IBLifecyclePlan @Known @more -AllowLastImage).IsBlocked | Should -BeFalse
        }
    }

    Context 'Files' {
        It 'writes a file that Import-IBLifecyclePlan reads as the same plan' {
            $plan = Plan @{ Path = 'TestDrive:/plan.json'; Force = $true }
            $read = Import-IBLifecyclePlan TestDrive:/plan.json
            "$read" | Should -Be "$plan"
            $read.Digest | Should -Be $plan.Digest
            Get-Item TestDrive:/plan.json | Import-IBLifecyclePlan | Should -BeOfType ImageBuilderPS.Lifecycle.Plans.LifecyclePlan
        }

        It 'does not overwrite with -NoClobber, and knows a folder that is missing before it reads anything' {
            Set-Content TestDrive:/there.json 'mine'
            { Plan @{ Path = 'TestDrive:/there.json'; NoClobber = $true } } | Should -Throw -ErrorId NoClobber*
            Get-Content TestDrive:/there.json | Should -Be mine
            { Plan @{ Path = 'TestDrive:/no/such/plan.json' } } | Should -Throw '*does not exist*'
        }

        It 'refuses a file that was edited, or that is no plan' {
            $null = Plan @{ Path = 'TestDrive:/edited.json' }
            (Get-Content -Raw TestDrive:/edited.json) -replace '"value": 30', '"value": 3' | Set-Content TestDrive:/edited.json
            Import-IBLifecyclePlan TestDrive:/edited.json -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId | Should -BeLike 'PlanChanged,*'
            Set-Content TestDrive:/none.json '{}'
            Import-IBLifecyclePlan TestDrive:/none.json -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidJson,*'
        }
    }

    Context 'Several accounts and regions' {
        BeforeAll {
            $NoRole = 'arn:aws:iam::222233330000:role/EC2ImageBuilderDistributionCrossAccountRole'
            $Reader = 'arn:aws:iam::111122223333:role/Reader'
            function Rows([string[]] $More) { 'Region,RoleArn,ExternalId', 'us-east-1,,', "us-east-1,$Reader,fleet-1", "eu-west-1,$Reader,fleet-1" + @($More | Where-Object { $_ }) | ConvertFrom-Csv }
        }

        It 'makes a plan of each, with a file of its own and the role that its apply assumes' {
            $folder = New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())"
            $plans = Rows | New-IBLifecyclePlan -Name demo -Status DISABLED @Known -Path "$folder/plan.json"
            $plans | ForEach-Object { "$($_.AccountId) $($_.Region) $($_.RoleArn) $($_.ExternalId)".Trim() } |
                Should -Be "$Account us-east-1", "111122223333 us-east-1 $Reader fleet-1", "111122223333 eu-west-1 $Reader fleet-1"
            (Get-ChildItem $folder).Name | Should -Be plan.111122223333.eu-west-1.json, plan.111122223333.us-east-1.json, "plan.$Account.us-east-1.json"
            $plans.Policies.LifecyclePolicyArn | Should -Be ($plans | ForEach-Object { "arn:aws:imagebuilder:$($_.Region):$($_.AccountId):lifecycle-policy/demo" })
            $plans[2].Policies[0].Decisions.ImageArn | Should -Match '^arn:aws:imagebuilder:eu-west-1:111122223333:'
            $read = Import-IBLifecyclePlan "$folder/*.json"
            $read.Digest | Sort-Object | Should -Be ($plans.Digest | Sort-Object)
        }

        It 'makes the other plans where one account fails, and says which one has none' {
            $env:GITHUB_ACTIONS, $before = 'true', $env:GITHUB_ACTIONS
            $summary, $env:GITHUB_STEP_SUMMARY = $env:GITHUB_STEP_SUMMARY, "$TestDrive/fleet.md"
            try { $plans = Rows "us-east-1,$NoRole,", 'no region,,' | New-IBLifecyclePlan -Name demo -NoFact -DetailedExitCode -ErrorVariable failed -ErrorAction SilentlyContinue 6>$null }
            finally { $env:GITHUB_ACTIONS, $env:GITHUB_STEP_SUMMARY = $before, $summary }
            $plans | Should -HaveCount 3
            $global:LASTEXITCODE | Should -Be 1
            $global:LASTEXITCODE = 0
            $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be AccessDenied, InvalidSettings, PlanIncomplete, PlanIncomplete
            "$($failed[2])" | Should -BeLike "No plan was made for role $NoRole, region us-east-1: 1 error before this.*"
            "$($failed[3])" | Should -BeLike 'No plan was made for region no region: 1 error*'
            $markdown = Get-Content -Raw "$TestDrive/fleet.md"
            [regex]::Matches($markdown, '(?m)^## ').Count | Should -Be 1
            $markdown | Should -Match '2 of 5 accounts and regions could not be read(?s:.*)\| 222233330000 \| us-east-1 \| \S+ \*\*Not read\*\*(?s:.*)\| 111122223333 \| eu-west-1 \| \S+ \*\*No changes\*\*'
        }

        It 'gives the exit code of all: 2 where one has changes' {
            $null = Get-IBLifecyclePolicy -Name demo -Region eu-west-1 | Update-IBLifecyclePolicy -Status DISABLED -Region eu-west-1 -Confirm:$false
            $plans = 'Region', 'us-east-1', 'eu-west-1' | ConvertFrom-Csv | New-IBLifecyclePlan -Name demo -Status ENABLED -NoFact -AllowUnknown -MaximumDeletePercent 100 -DetailedExitCode
            $plans.HasChanges | Should -Be $false, $true
            $global:LASTEXITCODE | Should -Be 2
            $global:LASTEXITCODE = 0
        }

        It 'plans a file with a name everywhere and one with an ARN in its own account and region' {
            $folder = New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())"
            $fresh = '{"name":"fresh","executionRole":"R","resourceType":"AMI_IMAGE","policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":3}}],"resourceSelection":{"tagMap":{"a":"b"}},"status":"DISABLED"}'
            $fresh | Set-Content "$folder/fresh.json"
            Get-IBLifecyclePolicy -Name demo -Region eu-west-1 -RoleArn $Reader | Export-IBLifecyclePolicy "$folder/demo-eu.json"
            $elsewhere = (Get-Content -Raw "$folder/demo-eu.json") -replace '111122223333', '444455556666' -replace '"name": "demo"', '"name": "other"'
            $elsewhere | Set-Content "$folder/other.json"
            $plans = Rows | New-IBLifecyclePlan -PolicyPath $folder -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue
            $plans | ForEach-Object { "$($_.Region): $($_.Policies.Name)" } | Should -Be 'us-east-1: fresh', 'us-east-1: fresh', 'eu-west-1: demo fresh'
            $failed.FullyQualifiedErrorId | Should -BeLike 'PolicyOfOtherAccount,*'
            "$failed" | Should -Match 'other\.json has a policy of account 444455556666, region eu-west-1, which no input is for'
        }

        It 'refuses a second plan of the same account and region' {
            'RoleArn', $Reader, ($Reader -replace 'Reader', 'Other') | ConvertFrom-Csv | New-IBLifecyclePlan -Name demo -NoFact -ErrorVariable failed -ErrorAction SilentlyContinue | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PlannedTwice,*'
        }
    }

    Context 'In a pipeline of a CI system' {
        BeforeEach { $Variables = 'GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'TF_BUILD', 'AGENT_TEMPDIRECTORY' | ForEach-Object { @{ Name = $_; Value = [Environment]::GetEnvironmentVariable($_) } } }
        AfterEach { $Variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Name, $_.Value) } }

        It 'gives 0 for nothing to do, 2 for changes, 1 for an error or a blocked plan' {
            $codes = foreach ($step in { $Before | New-IBLifecyclePlan -NoFact -DetailedExitCode }, { Plan @{ AllowInUse = $true; DetailedExitCode = $true } },
                { Plan @{ DetailedExitCode = $true } }, { New-IBLifecyclePlan -Name none -Status DISABLED -DetailedExitCode -ErrorAction SilentlyContinue }) {
                $global:LASTEXITCODE = 99
                $null = & $step
                $global:LASTEXITCODE
            }
            $codes | Should -Be 0, 2, 1, 1
            $null = $Before | New-IBLifecyclePlan -NoFact
            $global:LASTEXITCODE | Should -Be 1 -Because 'without -DetailedExitCode it is left alone'
            $global:LASTEXITCODE = 0
        }

        It 'writes annotations and a job summary for GitHub Actions, also when it fails' {
            $env:GITHUB_ACTIONS = 'true'
            $env:GITHUB_STEP_SUMMARY = Join-Path $TestDrive summary.md
            $script = "Import-Module '$ModulePath'; `$null = Start-IBLocalService; `$null = Get-IBLifecyclePolicy -Name demo | New-IBLifecyclePlan -RoleName ImageBuilderRole -PolicyDetail (New-IBLifecyclePolicyDetail DELETE -OlderThan 30 -RetainAtLeast 1 -IncludeAmi) -WarningAction SilentlyContinue; New-IBLifecyclePlan -Name none -Status DISABLED -ErrorAction SilentlyContinue"
            $said = Invoke-Engine -c $script | Out-String
            $said | Should -Match '(?m)^::error title=Blocked%3A InUse::Policy demo newly deletes or disables 1 AMI in use\.'
            $said | Should -Match '(?m)^::error title=NameNotFound::There is no lifecycle policy named ''none'''
            $summary = Get-Content -Raw $env:GITHUB_STEP_SUMMARY
            $summary | Should -Match '### What blocks the plan'
            $summary | Should -Match '(?s)## .*No lifecycle plan was made.*There is no lifecycle policy named ''none'''
        }

        It 'writes annotations and a summary for Azure Pipelines' {
            $env:TF_BUILD = 'True'
            $env:AGENT_TEMPDIRECTORY = "$TestDrive"
            $script = "Import-Module '$ModulePath'; `$null = Start-IBLocalService; `$null = Get-IBLifecyclePolicy -Name demo | New-IBLifecyclePlan -RoleName ImageBuilderRole -PolicyDetail (New-IBLifecyclePolicyDetail DELETE -OlderThan 30 -RetainAtLeast 1 -IncludeAmi) -WarningAction SilentlyContinue"
            $said = Invoke-Engine -c $script | Out-String
            $said | Should -Match '(?m)^##vso\[task\.logissue type=error\]Blocked: InUse: Policy demo'
            $said | Should -Match '(?m)^##vso\[task\.uploadsummary\](?<file>.*\.md)\r?$'
            Get-Content -Raw ([regex]::Match($said, 'uploadsummary\](.*\.md)').Groups[1].Value) | Should -Match 'demo'
        }

        It 'warns where <_>, and makes the plan' -ForEach 'the summary has no folder', 'the summary would be too large for GitHub' {
            $env:GITHUB_ACTIONS = 'true'
            $env:GITHUB_STEP_SUMMARY = Join-Path $TestDrive no-such-folder/summary.md
            if ($_ -like '*too large*') {
                $env:GITHUB_STEP_SUMMARY = Join-Path $TestDrive full.md
                [IO.File]::WriteAllText($env:GITHUB_STEP_SUMMARY, 'x' * 999999)
            }
            $plan = Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePlan @Known -PolicyDetail $Rule -WarningVariable warnings -WarningAction SilentlyContinue 6>$null
            $plan.HasChanges | Should -BeTrue
            @($warnings) -like 'The summary could not be written: *' | Should -HaveCount 1
            if ($_ -like '*too large*') {
                @($warnings) -match 'GitHub takes 1000000 bytes for a step\. The file has 999999' | Should -HaveCount 1
                (Get-Item $env:GITHUB_STEP_SUMMARY).Length | Should -Be 999999
            }
        }

        It 'shows the summary where no CI system takes it' {
            $env:GITHUB_ACTIONS = $env:TF_BUILD = $null
            # A script is told with -Verbose, who types with a line.
            $said = Plan @{ CISummary = $true; Verbose = $true } 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Out-String -Width 400
            $said | Should -Match '(?s)## .*\bdemo\b.*### What blocks the plan'
        }

        It 'writes no summary with -CISummary:$false' {
            $env:GITHUB_ACTIONS = 'true'
            $env:GITHUB_STEP_SUMMARY = Join-Path $TestDrive none.md
            $null = Plan @{ CISummary = $false }
            Test-Path $env:GITHUB_STEP_SUMMARY | Should -BeFalse
        }
    }
}
