BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Rule = New-IBLifecyclePolicyDetail DELETE -OlderThan 30 -RetainAtLeast 1 -IncludeAmi -IncludeSnapshot
    $Selection = New-IBLifecycleResourceSelection web-server/x.x.x
    function Refusal($Plan, [hashtable] $More = @{}) {
        $Plan | Invoke-IBLifecyclePlan @More -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0]
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Invoke-IBLifecyclePlan' {
    BeforeEach {
        $Url = (Start-IBLocalService -PassThru).Url
        $Before = Get-IBLifecyclePolicy $PolicyArn
        $File = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        $Plan = $Before | New-IBLifecyclePlan -RoleName R -AllowInUse -PolicyDetail $Rule -Path $File
        function FailNext([string] $Operation, [string] $ErrorName) {
            $null = Invoke-RestMethod "${Url}_local/fail?operation=$Operation&error=$ErrorName&count=1" -Method Post
        }
    }

    Context 'A plan that holds' {
        It 'is applied from a file, and the policy is what was planned' {
            $result = Invoke-IBLifecyclePlan $File
            $result.Outcome, $result.Change, $result.PolicyName | Should -Be Applied, Update, demo
            $result.ClientToken | Should -Be $Plan.Policies[0].ClientToken
            $result.RequestId | Should -Not -BeNullOrEmpty
            Compare-IBLifecyclePolicy (Get-IBLifecyclePolicy $PolicyArn) $Plan.Policies[0].After | Should -BeNullOrEmpty
        }

        It 'is applied from the pipeline, as an object and as a file' {
            ($Plan | Invoke-IBLifecyclePlan -WhatIf) | Should -BeNullOrEmpty
            (Get-IBLifecyclePolicy $PolicyArn).DateUpdated | Should -Be $Before.DateUpdated
            (Get-Item $File | Invoke-IBLifecyclePlan).Outcome | Should -Be Applied
            ($Plan | Invoke-IBLifecyclePlan).Outcome | Should -Be AlreadyApplied
        }

        It 'sends nothing the second time' {
            (Invoke-IBLifecyclePlan $File).Outcome | Should -Be Applied
            $updated = (Get-IBLifecyclePolicy $PolicyArn).DateUpdated
            (Invoke-IBLifecyclePlan $File).Outcome | Should -Be AlreadyApplied
            (Get-IBLifecyclePolicy $PolicyArn).DateUpdated | Should -Be $updated
        }

        It 'is finished by a second run when it broke' {
            $second = New-IBLifecyclePolicy second -ExecutionRole R -ResourceType AMI_IMAGE -PolicyDetail $Rule -ResourceSelection $Selection -Status DISABLED
            $both = $PolicyArn, $second.LifecyclePolicyArn | Get-IBLifecyclePolicy | New-IBLifecyclePlan -Description both -RoleName R -AllowInUse
            FailNext UpdateLifecyclePolicy AccessDeniedException
            $first = $both | Invoke-IBLifecyclePlan -ErrorVariable failed -ErrorAction SilentlyContinue
            $first.Outcome | Should -Be Failed, Applied
            $first[0].Error | Should -Not -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccessDeniedException,*'
            $again = $both | Invoke-IBLifecyclePlan
            $again.Outcome | Should -Be Applied, AlreadyApplied
            $again[0].ClientToken | Should -Be $first[0].ClientToken
            ($PolicyArn, $second.LifecyclePolicyArn | Get-IBLifecyclePolicy).Description | Should -Be both, both
        }

        It 'creates a policy once' {
            # Without a status: the service enables it.
            $creation = New-IBLifecyclePlan -Name fresh -ExecutionRole R -ResourceType AMI_IMAGE -PolicyDetail (New-IBLifecyclePolicyDetail DELETE -OlderThan 900) -ResourceSelection $Selection -Tag @{ Team = 'web' } -NoFact
            $result = $creation | Invoke-IBLifecyclePlan
            $result.Outcome, $result.Change | Should -Be Applied, Create
            (Get-IBLifecyclePolicy $result.LifecyclePolicyArn).Tags.Team | Should -Be web
            ($creation | Invoke-IBLifecyclePlan).Outcome | Should -Be AlreadyApplied
        }

        It 'tells of a policy that it leaves alone' {
            ($Before | New-IBLifecyclePlan -NoFact | Invoke-IBLifecyclePlan).Outcome | Should -Be Unchanged
        }

        It 'is applied days later, while it is valid' {
            Set-IBLocalService -Advance 5.00:00:00
            # The daily run of the live policy ends first.
            Set-IBLocalService -Advance 1:00:00
            (Invoke-IBLifecyclePlan $File).Outcome | Should -Be Applied
        }
    }

    Context 'Plans of several accounts and regions' {
        BeforeAll {
            $Reader = 'arn:aws:iam::111122223333:role/Reader'
            $There = 'Region,RoleArn', 'us-east-1,', "eu-west-1,$Reader" | ConvertFrom-Csv
        }
        BeforeEach {
            $Plans = Join-Path $TestDrive ([guid]::NewGuid())
            $null = New-Item -ItemType Directory $Plans
            $null = $There | New-IBLifecyclePlan -Name demo -Description planned -RoleName R -AllowInUse -Path "$Plans/plan.json"
        }

        It 'are applied from their files, each in its own account and region, with an audit each' {
            $results = Invoke-IBLifecyclePlan "$Plans/*.json"
            $results | ForEach-Object { "$($_.Outcome) $($_.AccountId) $($_.Region)" } | Should -Be 'Applied 111122223333 eu-west-1', "Applied $Account us-east-1"
            ($There | Get-IBLifecyclePolicy -Name demo).Description | Should -Be planned, planned
            (Get-ChildItem $Plans -Filter *.audit.jsonl).Name | Should -Be plan.111122223333.eu-west-1.audit.jsonl, "plan.$Account.us-east-1.audit.jsonl"
            (Get-ChildItem "$Plans/*.json" | Invoke-IBLifecyclePlan).Outcome | Should -Be AlreadyApplied, AlreadyApplied
        }

        It 'are applied from the pipeline, and one that fails leaves the others alone' {
            $null = Update-IBLifecyclePolicy -Name demo -Merge -Description 'in the console' -Confirm:$false
            $results = Import-IBLifecyclePlan "$Plans/*.json" | Invoke-IBLifecyclePlan -ErrorVariable failed -ErrorAction SilentlyContinue
            "$($results.Outcome) $($results.Region)" | Should -Be 'Applied eu-west-1'
            $failed.FullyQualifiedErrorId | Should -BeLike 'PlanStale,*'
        }

        It 'give way to what the command line names, which is checked' {
            $file = "$Plans/plan.111122223333.eu-west-1.json"
            foreach ($given in @{ Region = 'us-east-1'; Id = 'PlanOfOtherRegion' }, @{ RoleArn = ''; Id = 'PlanOfOtherAccount' }, @{ RoleArn = 'arn:aws:iam::444455556666:role/Reader'; Id = 'PlanOfOtherAccount' }) {
                $id = $given.Id
                $given.Remove('Id')
                Invoke-IBLifecyclePlan $file @given -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
                $failed.FullyQualifiedErrorId | Should -BeLike "$id,*"
                Import-IBLifecyclePlan $file | Invoke-IBLifecyclePlan @given -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
                $failed.FullyQualifiedErrorId | Should -BeLike "$id,*"
            }
            (Invoke-IBLifecyclePlan $file -RoleArn 'arn:aws:iam::111122223333:role/Applier').Outcome | Should -Be Applied
        }
    }

    Context 'The audit' {
        It 'has a line for each policy and run, beside the plan' {
            $null = Invoke-IBLifecyclePlan $File
            $null = Invoke-IBLifecyclePlan $File
            $lines = Get-Content ([IO.Path]::ChangeExtension($File, '.audit.jsonl')) | ConvertFrom-Json
            $lines.outcome | Should -Be Applied, AlreadyApplied
            $lines[0].planDigest | Should -Be $Plan.Digest
            $lines[0].appliedBy, $lines[0].planCreatedBy | Should -Be 'arn:aws:iam::123456789012:user/local', 'arn:aws:iam::123456789012:user/local'
            $lines[0].requestId, $lines[0].clientToken | Should -Not -BeNullOrEmpty
            $lines[0].deletedImages | Should -Be 2
        }

        It 'goes where -AuditPath says, also for a plan without a file' {
            $null = $Plan | Invoke-IBLifecyclePlan -AuditPath TestDrive:/audit.jsonl
            (Get-Content TestDrive:/audit.jsonl | ConvertFrom-Json).outcome | Should -Be Applied
        }

        It 'has the calls that failed' {
            FailNext UpdateLifecyclePolicy AccessDeniedException
            $null = Invoke-IBLifecyclePlan $File -ErrorAction SilentlyContinue
            $line = Get-Content ([IO.Path]::ChangeExtension($File, '.audit.jsonl')) | ConvertFrom-Json
            $line.outcome | Should -Be Failed
            $line.requestId, $line.error | Should -Not -BeNullOrEmpty
        }

        It 'keeps the plan from being applied when it cannot be written' {
            $failed = Refusal $Plan @{ AuditPath = 'TestDrive:/no/such/audit.jsonl' }
            $failed.FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
            (Get-IBLifecyclePolicy $PolicyArn).DateUpdated | Should -Be $Before.DateUpdated
        }

        It 'is not written with -WhatIf' {
            Invoke-IBLifecyclePlan $File -WhatIf
            Test-Path ([IO.Path]::ChangeExtension($File, '.audit.jsonl')) | Should -BeFalse
        }
    }

    Context 'A plan that does not hold' {
        AfterEach { (Get-IBLifecyclePolicy $PolicyArn).PolicyDetails[1].Filter.Value | Should -Be 90 -Because 'nothing was sent' }

        It 'is refused when somebody changed the policy, with what changed' {
            $null = $Before | Update-IBLifecyclePolicy -Description 'in the console' -Confirm:$false
            $failed = Refusal $Plan @{ AllowDrift = 1000 }
            $failed.FullyQualifiedErrorId | Should -BeLike 'PlanStale,*'
            $failed.ErrorDetails.Message | Should -Match 'policy demo: ~ description: .* -> in the console'
        }

        It 'is refused when a guard blocks it' {
            $failed = Refusal ($Before | New-IBLifecyclePlan -RoleName R -PolicyDetail $Rule -WarningAction SilentlyContinue)
            $failed.FullyQualifiedErrorId | Should -BeLike 'PlanBlocked,*'
            $failed.ErrorDetails.RecommendedAction | Should -Match '-AllowInUse'
        }

        It 'is refused when it was edited' {
            (Get-Content -Raw $File) -replace '"value": 30', '"value": 3' | Set-Content $File
            Invoke-IBLifecyclePlan $File -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PlanChanged,*'
        }

        It 'is refused when its object was changed' {
            $Plan.Policies[0].After.PolicyDetails[0].Filter.Value = 3
            (Refusal $Plan).FullyQualifiedErrorId | Should -BeLike 'PlanChanged,*'
        }

        It 'is refused when it is too old' {
            Set-IBLocalService -Advance 8.00:00:00
            (Refusal $Plan).FullyQualifiedErrorId | Should -BeLike 'PlanExpired,*'
        }

        It 'is refused in another region' {
            (Refusal $Plan @{ Region = 'eu-west-1' }).FullyQualifiedErrorId | Should -BeLike 'PlanOfOtherRegion,*'
        }

        It 'is refused where the account of the credentials is not known and a policy would be created' {
            $creation = New-IBLifecyclePlan -Name fresh -ExecutionRole R -ResourceType AMI_IMAGE -PolicyDetail $Rule -ResourceSelection $Selection -Status DISABLED -NoFact
            $fault = @{ operation = 'GetCallerIdentity'; error = 'AccessDenied'; status = 403 } | ConvertTo-Json
            $null = Invoke-RestMethod "${Url}_local/faults" -Method Post -ContentType application/json -Body $fault
            (Refusal $creation).ErrorDetails.Message | Should -Match 'the account of the credentials could not be read'
        }

        It 'is refused for another account' {
            (Refusal $Plan @{ AccessKey = '111122223333'; SecretKey = 's' }).FullyQualifiedErrorId | Should -BeLike 'PlanOfOtherAccount,*'
        }
    }

    Context 'In a pipeline of a CI system' {
        BeforeEach {
            $Variables = 'GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY' | ForEach-Object { @{ Name = $_; Value = [Environment]::GetEnvironmentVariable($_) } }
            $env:GITHUB_ACTIONS = 'true'
            $env:GITHUB_STEP_SUMMARY = Join-Path $TestDrive "$([guid]::NewGuid()).md"
        }
        AfterEach { $Variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Name, $_.Value) } }

        It 'tells in the summary what was applied' {
            $result = Invoke-IBLifecyclePlan $File
            Get-Content -Raw $env:GITHUB_STEP_SUMMARY | Should -Match "(?s)Lifecycle plan applied in 123456789012, us-east-1.*\| demo \| Update \| Applied \| 2 \| $($result.RequestId) \|"
        }

        It 'tells in the summary why nothing was applied, and what failed' {
            Invoke-IBLifecyclePlan "$TestDrive/none.json" -ErrorAction SilentlyContinue
            Get-Content -Raw $env:GITHUB_STEP_SUMMARY | Should -Match '(?s)The lifecycle plan was not applied.*none\.json'
            FailNext UpdateLifecyclePolicy AccessDeniedException
            $null = Invoke-IBLifecyclePlan $File -ErrorAction SilentlyContinue
            Get-Content -Raw $env:GITHUB_STEP_SUMMARY | Should -Match '1 of 1 policies failed'
        }
    }

    Context 'Images that changed since' {
        BeforeEach {
            $ByTag = New-IBLifecycleResourceSelection -Tag @{ Team = 'web' }
            $Images = Get-IBImage -All | Sort-Object DateCreated | Select-Object -First 3
            $null = Add-IBResourceTag $Images[0].Arn @{ Team = 'web' }
            $Tagged = New-IBLifecyclePlan -Name tagged -ExecutionRole R -ResourceType AMI_IMAGE -PolicyDetail (New-IBLifecyclePolicyDetail DELETE -OlderThan 30 -IncludeAmi) `
                -ResourceSelection $ByTag -RoleName R -AllowInUse -MaximumDeletePercent 100
        }

        It 'stop a plan that would delete more than was reviewed, and say what' {
            $null = Add-IBResourceTag $Images[1].Arn @{ Team = 'web' }
            $failed = Refusal $Tagged
            $failed.FullyQualifiedErrorId | Should -BeLike 'PlanDrifted,*'
            $failed.ErrorDetails.Message | Should -Match "delete 3 resources that nobody reviewed, and -AllowDrift allows 0\. Delete Image $($Images[1].Arn)"
            $failed.ErrorDetails.RecommendedAction | Should -Match '-AllowDrift 3'
        }

        It 'stop it beyond the bound of -AllowDrift, and not within, which the audit tells' {
            $null = Add-IBResourceTag $Images[1].Arn @{ Team = 'web' }
            (Refusal $Tagged @{ AllowDrift = 2 }).FullyQualifiedErrorId | Should -BeLike 'PlanDrifted,*'
            $result = $Tagged | Invoke-IBLifecyclePlan -AllowDrift 3
            $result.Outcome, $result.UnreviewedDeletions | Should -Be Applied, 3
        }

        It 'do not stop it where less is deleted' {
            Remove-IBResourceTag $Images[0].Arn Team
            ($Tagged | Invoke-IBLifecyclePlan).Outcome | Should -Be Applied
        }

        It 'stop it where a guard trips now, whatever -AllowDrift says' {
            $few = New-IBLifecyclePlan -Name tagged -ExecutionRole R -ResourceType AMI_IMAGE -PolicyDetail (New-IBLifecyclePolicyDetail DELETE -OlderThan 30) `
                -ResourceSelection $ByTag -NoFact -MaximumDelete 1 -MaximumDeletePercent 100
            $null = $Images[1..2].Arn | ForEach-Object { Add-IBResourceTag $_ @{ Team = 'web' } }
            (Refusal $few @{ AllowDrift = 100 }).ErrorDetails.Message | Should -Match 'newly deletes 3 images, and at most 1 are allowed'
        }
    }
}
