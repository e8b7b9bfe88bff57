BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Preview = Get-IBLifecyclePreview $PolicyArn
    function WaitForEnd([string] $Id) {
        $deadline = [datetime]::UtcNow.AddSeconds(20)
        do {
            $execution = Get-IBLifecycleExecution -LifecycleExecutionId $Id
            Start-Sleep -Milliseconds 20
        } while ($execution.Status -in 'PENDING', 'IN_PROGRESS' -and [datetime]::UtcNow -lt $deadline)
        $execution
    }
}
AfterAll { Stop-IBLocalService }

Describe 'ConvertTo-IBLifecycleReport' {
    It 'writes a preview as one text: <Format>' -ForEach @(
        @{ Format = 'Html'; Begin = '^<!DOCTYPE html>' }
        @{ Format = 'Markdown'; Begin = '^## Policy demo' }
        @{ Format = 'Json'; Begin = '^\{' }
    ) {
        $text = $Preview | ConvertTo-IBLifecycleReport $Format -Title 'Policy demo'
        @($text) | Should -HaveCount 1
        $text | Should -BeOfType string
        $text | Should -Match $Begin
        $text | Should -Match 'Policy demo'
        $text | Should -Match 'ami-063835682d8bd9e2f'
    }

    It 'has every decision, and counts them' {
        $report = $Preview | ConvertTo-IBLifecycleReport Json | ConvertFrom-Json
        $report.kind | Should -Be Preview
        $report.rows | Should -HaveCount $Preview.Count
        $report.accountId | Should -Be $Account
        $report.totals.deprecatedImages | Should -Be @($Preview | Where-Object { $_.ResourceType -eq 'Image' -and $_.Action -eq 'Deprecate' }).Count
        $report.totals.line | Should -BeLike 'Deprecates * images, * AMIs*'
    }

    It 'takes decisions as an argument too' {
        (ConvertTo-IBLifecycleReport Json -InputObject $Preview | ConvertFrom-Json).rows | Should -HaveCount $Preview.Count
    }

    It 'writes a plan, made or read from a file, with what is new and what blocks it' {
        $rule = New-IBLifecyclePolicyDetail DELETE -OlderThan 30 -RetainAtLeast 1 -IncludeAmi
        $plan = Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePlan -RoleName R -PolicyDetail $rule -Path TestDrive:/plan.json -WarningAction SilentlyContinue
        $html, $markdown, $json = 'Html', 'Markdown', 'Json' | ForEach-Object { $plan | ConvertTo-IBLifecycleReport $_ }
        $html | Should -Match 'What blocks the plan'
        $markdown | Should -Match '(?s)Blocked.*\*\*InUse\*\*.*`-AllowInUse`.*```diff.*policyDetails\[DELETE\]\.filter\.value: 90'
        $report = $json | ConvertFrom-Json
        $report.kind, $report.isBlocked, $report.createdBy | Should -Be Plan, $true, $plan.CreatedBy
        @($report.rows).Count | Should -Be $plan.Policies.Decisions.Count
        $report.totals.newDeletions | Should -Be @($plan.Policies.Decisions.Where{ $_.IsNew -and $_.Action -eq 'Delete' -and $_.Outcome -eq 'Success' }).Count
        Import-IBLifecyclePlan TestDrive:/plan.json | ConvertTo-IBLifecycleReport Json | Should -Be $json
    }

    Context 'An execution' {
        BeforeAll {
            $Url = (Start-IBLocalService -StepMilliseconds 1 -PassThru).Url
            $Execution = WaitForEnd (Invoke-RestMethod "${Url}_local/run?policy=$PolicyArn" -Method Post).lifecycleExecutionId
            $Resources = $Execution | Get-IBLifecycleExecutionResource -Recurse
        }

        It 'is read with its resources' {
            $report = $Execution | ConvertTo-IBLifecycleReport Json | ConvertFrom-Json
            $report.kind | Should -Be Execution
            $report.title | Should -Be 'Lifecycle execution: demo'
            $report.executions.lifecycleExecutionId | Should -Be $Execution.LifecycleExecutionId
            $report.executions.status | Should -Be SUCCESS
            @($report.rows | Where-Object resourceType -In Image, Ami) | Should -HaveCount $Resources.Count
            $report.totals.deprecatedImages | Should -Be @($Resources | Where-Object ResourceId -Like 'arn:*').Count
        }

        It 'can be given as the resources that Get-IBLifecycleExecutionResource writes' {
            $report = $Resources | ConvertTo-IBLifecycleReport Json | ConvertFrom-Json
            $report.executions.lifecycleExecutionId | Should -Be $Execution.LifecycleExecutionId
            @($report.rows | Where-Object resourceType -In Image, Ami) | Should -HaveCount $Resources.Count
            $report.rows.recipeName | Sort-Object -Unique | Should -Be web-server
        }

        It 'that does not exist is one error' {
            [ImageBuilderPS.Api.Resources.LifecycleExecution] @{ LifecycleExecutionId = 'lce-12345678-90ab-cdef-1234-567890abcdef' } |
                ConvertTo-IBLifecycleReport Markdown -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failure | Should -HaveCount 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        }
    }

    Context 'Several accounts and regions' {
        BeforeAll {
            Start-IBLocalService -StepMilliseconds 1
            $NoRole = 'arn:aws:iam::222233330000:role/EC2ImageBuilderDistributionCrossAccountRole'
            $Rows = 'Region,RoleArn', 'us-east-1,', 'eu-west-1,arn:aws:iam::111122223333:role/Reader', "us-east-1,$NoRole" | ConvertFrom-Csv
            function VerdictOf($Report) { $Report.accounts | ForEach-Object { "$($_.accountId) $($_.region) $($_.verdict)" } }
        }

        It 'are one report of a preview, and one that fails is a row of it' {
            $report = $Rows | Get-IBLifecyclePreview -Name demo -NoFact -ErrorAction Continue 2>&1 | ConvertTo-IBLifecycleReport Json | ConvertFrom-Json
            $report.title | Should -Be 'Lifecycle preview in 3 accounts and regions'
            VerdictOf $report | Should -Be '222233330000 us-east-1 Not read', "$Account us-east-1 Deletes nothing", '111122223333 eu-west-1 Deletes nothing'
            $report.accounts[0].error | Should -Match 'sts:AssumeRole'
            $report.accounts[0].roleArn, $report.accounts[0].level | Should -Be $NoRole, Bad
            $report.totals.deprecatedImages | Should -Be (($report.accounts.totals.deprecatedImages | Measure-Object -Sum).Sum)
            $report.rows.accountId | Sort-Object -Unique | Should -Contain 111122223333
        }

        It 'are one report of plans, and PlanIncomplete adds nothing to the error before it' {
            $report = $Rows | New-IBLifecyclePlan -Name demo -NoFact -ErrorAction Continue 2>&1 | ConvertTo-IBLifecycleReport Json | ConvertFrom-Json
            VerdictOf $report | Should -Be '222233330000 us-east-1 Not read', "$Account us-east-1 No changes", '111122223333 eu-west-1 No changes'
            $report.accounts[0].error | Should -Not -Match 'No plan was made'
            $report.policies | ForEach-Object { "$($_.accountId) $($_.region)" } | Should -Be "$Account us-east-1", '111122223333 eu-west-1'
        }

        It 'are one report of executions, each read in its own account and region' {
            # The service has an account from its first call on.
            $null = $Rows[1] | Get-IBLifecyclePolicy
            Set-IBLocalService -Advance 1.00:00:00
            $runs = $Rows | Get-IBLifecycleExecution -Name demo -ErrorAction Continue 2>&1
            $report = $runs | ConvertTo-IBLifecycleReport Json | ConvertFrom-Json
            $report.executions | ForEach-Object { "$($_.accountId) $($_.region)" } | Sort-Object | Should -Be '111122223333 eu-west-1', "$Account us-east-1"
            $report.accounts | Should -HaveCount 3
            # Without the role the other account's execution does not exist.
            $bare = $runs | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] } | ForEach-Object { $_.PSObject.Properties.Remove('RoleArn'); $_ }
            $report = $bare | ConvertTo-IBLifecycleReport Json -ErrorVariable failed -ErrorAction SilentlyContinue | ConvertFrom-Json
            $failed | Should -HaveCount 1
            $report.accounts.verdict | Should -Contain 'Not read'
        }

        It 'that all fail are a report too, of the kind that was asked for' {
            foreach ($case in @{ Kind = 'Preview'; Run = { Get-IBLifecyclePreview -Name demo -RoleArn $NoRole -ErrorAction Continue } }, @{ Kind = 'Plan'; Run = { New-IBLifecyclePlan -Name demo -RoleArn $NoRole -ErrorAction Continue } }, @{ Kind = 'Execution'; Run = { Get-IBLifecycleExecution -Name demo -RoleArn $NoRole -ErrorAction Continue } }) {
                $report = & $case.Run 2>&1 | ConvertTo-IBLifecycleReport Json | ConvertFrom-Json
                $report.kind, "$(VerdictOf $report)" | Should -Be $case.Kind, '222233330000 us-east-1 Not read'
            }
        }

        It 'takes an error of anything else, which has no account' {
            $null = Get-Item "$TestDrive/none" -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0], $Preview[0] | ConvertTo-IBLifecycleReport Markdown | Should -Match '(?s)Not everything was read.*\| not known \| not known \| \S+ \*\*Not read\*\*: .*none'
        }
    }

    Context 'A file' {
        It 'has the text in UTF-8, and nothing is written to the pipeline' {
            $Preview | ConvertTo-IBLifecycleReport Html -Path "$TestDrive/a.html" | Should -BeNullOrEmpty
            [IO.File]::ReadAllText("$TestDrive/a.html") | Should -BeExactly ($Preview | ConvertTo-IBLifecycleReport Html)
            [IO.File]::ReadAllBytes("$TestDrive/a.html")[0] | Should -Be ([byte][char] '<')
        }

        It 'that exists is replaced, but not with -NoClobber' {
            'before' | Set-Content "$TestDrive/b.md"
            { $Preview | ConvertTo-IBLifecycleReport Markdown -Path "$TestDrive/b.md" -NoClobber } | Should -Throw -ErrorId 'NoClobber,*'
            Get-Content "$TestDrive/b.md" | Should -Be before
            $Preview | ConvertTo-IBLifecycleReport Markdown -Path "$TestDrive/b.md"
            Get-Content "$TestDrive/b.md" -TotalCount 1 | Should -Be '## Lifecycle preview'
        }

        It 'in a folder that does not exist, or that is one, ends before the input is read' {
            { $Preview | ConvertTo-IBLifecycleReport Json -Path "$TestDrive/none/a.json" } | Should -Throw -ErrorId 'PathNotFound,*'
            { $Preview | ConvertTo-IBLifecycleReport Json -Path $TestDrive } | Should -Throw -ErrorId 'FileError,*'
        }

        It 'that is read-only is replaced with -Force' {
            'before' | Set-Content "$TestDrive/c.json"
            Set-ItemProperty "$TestDrive/c.json" IsReadOnly $true
            $Preview | ConvertTo-IBLifecycleReport Json -Path "$TestDrive/c.json" -Force
            Get-Content "$TestDrive/c.json" -TotalCount 1 | Should -Be '{'
        }
    }

    It 'refuses a mixture, and names both kinds' {
        { $Preview[0], [ImageBuilderPS.Api.Resources.LifecycleExecution]::new() | ConvertTo-IBLifecycleReport Json } |
            Should -Throw -ErrorId 'MixedInput,*' -ExpectedMessage 'Got a LifecycleExecution after a LifecycleDecision, expected objects of one kind*'
    }

    It 'refuses what is no plan, preview or execution: <Name>' -ForEach @(
        @{ Name = 'a text'; Value = 'preview.xml'; Said = "Got the text 'preview.xml', expected the plan*" }
        @{ Name = 'an object'; Value = [pscustomobject]@{ Action = 'Delete' }; Said = 'Got an object of type System.Management.Automation.PSCustomObject, expected*' }
        @{ Name = 'a date'; Value = [datetime]::MinValue; Said = 'Got an object of type DateTime, expected*' }
    ) {
        { $Value | ConvertTo-IBLifecycleReport Json } | Should -Throw -ErrorId 'InvalidObject,*' -ExpectedMessage $Said
    }

    It 'refuses a summary, and says which form of the preview it takes' {
        { Get-IBLifecyclePreview $PolicyArn -Summary 6>$null | ConvertTo-IBLifecycleReport Json } |
            Should -Throw -ErrorId 'InvalidObject,*' -ExpectedMessage 'Got an object of type LifecycleSummaryRow, expected *without -Summary*'
    }

    It 'makes no report of nothing, since a preview that failed would look like one without changes' {
        { @() | ConvertTo-IBLifecycleReport Html } | Should -Throw -ErrorId 'NoInput,*' -ExpectedMessage 'Got no objects, expected*'
    }
}
