BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    function Say([string] $Script, [string] $Answer = 'y') {
        "$Answer`n" * 3 | Invoke-Engine -c "Import-Module '$ModulePath'; `$null = Start-IBLocalService; $Script" | Out-String
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Update-IBLifecyclePolicy' {
    BeforeEach {
        $Url = (Start-IBLocalService -PassThru).Url
        $Before = Get-IBLifecyclePolicy $PolicyArn
        function FailNext([string] $Operation, [string] $ErrorName) {
            $null = Invoke-RestMethod "${Url}_local/fail?operation=$Operation&error=$ErrorName&count=1" -Method Post
        }
    }

    Context 'Reading, changing, writing' {
        It 'sends a policy as read with the one change that is passed' {
            $Before | Update-IBLifecyclePolicy -Status DISABLED
            $after = Get-IBLifecyclePolicy $PolicyArn
            $difference = Compare-IBLifecyclePolicy $Before $after
            $difference | Should -HaveCount 1
            $difference.Path | Should -Be 'status'
            $difference.After | Should -Be 'DISABLED'
        }

        It 'takes any member over the policy as read' {
            $after = $Before | Update-IBLifecyclePolicy -PassThru -ExecutionRole OtherRole -Description new `
                -PolicyDetail (New-IBLifecyclePolicyDetail DELETE -KeepNewest 5) -ResourceSelection (New-IBLifecycleResourceSelection api/2.x.x) -Confirm:$false
            $after.ExecutionRole | Should -Be OtherRole
            $after.PolicyDetails.Filter.Value | Should -Be 5
            $after.ResourceSelection.Recipes.Name | Should -Be api
            $after.ResourceType | Should -Be $Before.ResourceType
        }

        It 'writes the policy as it is afterwards with -PassThru' {
            $after = $Before | Update-IBLifecyclePolicy -Description new -PassThru
            $after | Should -BeOfType ImageBuilderPS.Api.Resources.LifecyclePolicy
            $after.Description | Should -Be new
            $after.DateUpdated | Should -BeGreaterThan $Before.DateUpdated
        }

        It 'makes no call without a difference, and says so with -Verbose' {
            $said = $Before | Update-IBLifecyclePolicy -Verbose 4>&1
            $said.Message | Should -Contain ($said.Message -like '*no difference, nothing was sent.')[0]
            (Get-IBLifecyclePolicy $PolicyArn).DateUpdated | Should -Be $Before.DateUpdated
            ($Before | Update-IBLifecyclePolicy -PassThru).Name | Should -Be demo
        }

        It 'makes the call without a difference with -Force' {
            $Before | Update-IBLifecyclePolicy -Force | Should -BeOfType ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyResponse
            (Get-IBLifecyclePolicy $PolicyArn).DateUpdated | Should -BeGreaterThan $Before.DateUpdated
        }

        It 'sends where reading is denied' {
            FailNext GetLifecyclePolicy AccessDeniedException
            $Before | Update-IBLifecyclePolicy -Description new -Confirm:$false | Should -Not -BeNullOrEmpty
            (Get-IBLifecyclePolicy $PolicyArn).Description | Should -Be new
        }
    }

    Context 'A replacement without a status' {
        BeforeAll {
            $Members = @{
                LifecyclePolicyArn = $PolicyArn; ExecutionRole = 'role'; ResourceType = 'AMI_IMAGE'
                PolicyDetail = New-IBLifecyclePolicyDetail DELETE -KeepNewest 5; ResourceSelection = New-IBLifecycleResourceSelection api/2.x.x
            }
        }

        It 'is warned of where the policy is disabled' {
            $null = $Before | Update-IBLifecyclePolicy -Status DISABLED
            $null = Update-IBLifecyclePolicy @Members -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeLike '*is DISABLED and this update has no status*deletes: DELETE rule: all but the newest 5*'
            $null = $Before | Update-IBLifecyclePolicy -Status DISABLED -Force
            $null = Update-IBLifecyclePolicy @Members -Status DISABLED -WarningVariable warned
            $warned | Should -BeNullOrEmpty
        }

        It 'is not warned of where the policy is enabled' {
            $null = Update-IBLifecyclePolicy @Members -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -Not -BeLike '*has no status*'
        }
    }

    Context 'A policy as read' {
        BeforeEach { $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Description theirs }

        It 'is refused where somebody changed the policy since: <Name>' -ForEach @(
            @{ Name = 'an object'; Read = { $Before } }
            @{ Name = 'a request'; Read = { [ImageBuilderPS.Lifecycle.Policies.LifecyclePolicyConversions]::ToUpdateRequest($Before) } }
        ) {
            & $Read | Update-IBLifecyclePolicy -Status DISABLED -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failure | Should -HaveCount 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConflictingChange,*'
            $live = Get-IBLifecyclePolicy $PolicyArn
            $live.Status, $live.Description | Should -Be ENABLED, theirs
        }

        It 'is sent over the change with -Force' {
            $null = $Before | Update-IBLifecyclePolicy -Status DISABLED -Force
            (Get-IBLifecyclePolicy $PolicyArn).Description | Should -Be $Before.Description
        }

        It 'is no conflict where nothing is left to change' {
            $null = $Before | Update-IBLifecyclePolicy -Force
            $Before | Update-IBLifecyclePolicy -ErrorVariable failure | Should -BeNullOrEmpty
            $failure | Should -BeNullOrEmpty
        }

        It 'is compared by -DateUpdated too, whatever else is given' {
            Update-IBLifecyclePolicy $PolicyArn -DateUpdated $Before.DateUpdated -ExecutionRole r -ResourceType AMI_IMAGE -PolicyDetail $Before.PolicyDetails `
                -ResourceSelection $Before.ResourceSelection -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConflictingChange,*'
        }
    }

    Context 'What begins to be deleted' {
        BeforeAll { $Rule = New-IBLifecyclePolicyDetail DELETE -OlderThan 30 -RetainAtLeast 1 -IncludeAmi -IncludeSnapshot }

        It 'is warned of, with -WhatIf too' {
            $expected = 'From its next daily run policy demo deletes: DELETE rule: older than 30 DAYS (was 90 DAYS).'
            Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail $Rule -WhatIf -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -Be $expected
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail $Rule -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -Be $expected
        }

        It 'is warned of where a policy is enabled' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Status DISABLED -WarningVariable warned
            $warned | Should -BeNullOrEmpty
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Status ENABLED -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeLike 'From its next daily run policy demo deletes: DELETE rule: older than 90 DAYS*'
        }

        It 'is warned of where the live policy cannot be read' {
            FailNext GetLifecyclePolicy AccessDeniedException
            $null = $Before | Update-IBLifecyclePolicy -Description new -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeLike 'From its next daily run this policy deletes: DELETE rule: older than 90 DAYS*'
        }

        It 'is not warned of with -Confirm:$false, nor with -Force' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail $Rule -Confirm:$false -WarningVariable warned
            $warned | Should -BeNullOrEmpty
            $Rule.Filter.Value = 20
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail $Rule -Force -WarningVariable warned
            $warned | Should -BeNullOrEmpty
        }
    }

    Context 'A policy from a list' {
        It 'is read in whole first' {
            $listed = [ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyRequest]@{ LifecyclePolicyArn = $PolicyArn; IsSummary = $true }
            $after = Update-IBLifecyclePolicy -InputObject $listed -Status DISABLED -PassThru
            (Compare-IBLifecyclePolicy $Before $after).Path | Should -Be status
        }
    }

    Context 'An answer without a policy' {
        It 'is an error that says so' {
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                    param($listener)
                    $body = '{}'
                    while ($true) {
                        $client = $listener.AcceptTcpClient()
                        $null = $client.GetStream().Read([byte[]]::new(65536), 0, 65536)
                        $bytes = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: 2`r`nConnection: close`r`n`r`n$body")
                        $client.GetStream().Write($bytes, 0, $bytes.Length)
                        $client.Close()
                    }
                }).AddArgument($listener)
            $null = $shell.BeginInvoke()
            try {
                Update-IBLifecyclePolicy $PolicyArn -Merge -Description new -EndpointUrl "http://127.0.0.1:$port" -ErrorVariable failure -ErrorAction SilentlyContinue
                $failure | Should -HaveCount 1
                $failure[0].FullyQualifiedErrorId | Should -BeLike 'UnreadableResponse,*'
            }
            finally {
                $listener.Stop()
                $shell.Dispose()
            }
        }
    }

    Context 'The objects of the caller' {
        It 'stay as they are, also where their spelling is not the service''s' {
            $rule = [ImageBuilderPS.Api.Resources.LifecyclePolicyDetail]@{ Action = @{ Type = 'delete' }; Filter = @{ Type = 'count'; Value = 5 } }
            $request = [ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyRequest]@{
                LifecyclePolicyArn = $PolicyArn; Status = 'disabled'; ExecutionRole = 'role'; ResourceType = 'ami_image'
                PolicyDetails = $rule; ResourceSelection = New-IBLifecycleResourceSelection api/2.x.x
            }
            $after = $request | Update-IBLifecyclePolicy -PassThru
            $after.Status, $after.PolicyDetails.Action.Type | Should -BeExactly DISABLED, DELETE
            $request.Status, $request.ResourceType, $rule.Action.Type, $rule.Filter.Type | Should -BeExactly disabled, ami_image, delete, count
            $request.ClientToken | Should -BeNullOrEmpty
        }
    }

    Context '-Merge' {
        It 'keeps what is not passed' {
            $after = Update-IBLifecyclePolicy -LifecyclePolicyArn $PolicyArn -Merge -Description new -PassThru
            $difference = Compare-IBLifecyclePolicy $Before $after
            $difference.Path | Should -Be 'description'
        }

        It 'replaces the rule of the same action and keeps the others' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail (New-IBLifecyclePolicyDetail DELETE 365 -IncludeAmi) -Confirm:$false
            $rules = (Get-IBLifecyclePolicy $PolicyArn).PolicyDetails
            $rules.Action.Type | Should -Be DEPRECATE, DELETE
            $rules.Filter.Value | Should -Be 30, 365
        }

        It 'adds a rule of a new action' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail (New-IBLifecyclePolicyDetail DISABLE 60)
            (Get-IBLifecyclePolicy $PolicyArn).PolicyDetails.Action.Type | Should -Be DEPRECATE, DELETE, DISABLE
        }

        It 'replaces all rules with -ReplacePolicyDetail' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -ReplacePolicyDetail -PolicyDetail (New-IBLifecyclePolicyDetail DELETE 365) -Confirm:$false
            (Get-IBLifecyclePolicy $PolicyArn).PolicyDetails.Action.Type | Should -Be DELETE
        }

        It 'takes the ARN from the pipeline' {
            ($PolicyArn | Update-IBLifecyclePolicy -Merge -Description new -PassThru).Description | Should -Be new
        }

        It 'takes rows by property name' {
            [pscustomobject]@{ LifecyclePolicyArn = $PolicyArn; Status = 'disabled' } | Update-IBLifecyclePolicy -Merge
            (Get-IBLifecyclePolicy $PolicyArn).Status | Should -BeExactly 'DISABLED'
        }

        It 'refuses a policy that changed since it was read' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Description theirs
            $Before | Update-IBLifecyclePolicy -Merge -Status DISABLED -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConflictingChange,*'
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Force*'
            (Get-IBLifecyclePolicy $PolicyArn).Status | Should -Be 'ENABLED'
        }

        It 'sends over a change meanwhile with -Force' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Description theirs
            $null = $Before | Update-IBLifecyclePolicy -Merge -Status DISABLED -Force
            (Get-IBLifecyclePolicy $PolicyArn).Status | Should -Be 'DISABLED'
        }

        It 'takes the description away with $null' {
            $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Description $null
            (Get-IBLifecyclePolicy $PolicyArn).Description | Should -BeNullOrEmpty
            $null = $Before | Update-IBLifecyclePolicy -Force
            $null = $Before | Update-IBLifecyclePolicy -Description $null -Force
            (Get-IBLifecyclePolicy $PolicyArn).Description | Should -BeNullOrEmpty
        }

        It 'refuses a policy that changes while the question waits' {
            $script = "Import-Module '$ModulePath'; Update-IBLifecyclePolicy $PolicyArn -Merge -Status DISABLED -Confirm -EndpointUrl $Url"
            $start = [Diagnostics.ProcessStartInfo]::new($EngineProgram, "$EngineArguments -NoProfile -c `"$script`"")
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
            $start.UseShellExecute = $false
            $process = [Diagnostics.Process]::Start($start)
            try {
                $buffer, $said = [char[]]::new(1024), ''
                while ($said -notmatch 'default is' -and ($read = $process.StandardOutput.ReadAsync($buffer, 0, 1024)).Wait(30000) -and $read.Result) {
                    $said += [string]::new($buffer, 0, $read.Result)
                }
                $said | Should -Match '~ status: ENABLED -> DISABLED'
                $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Description theirs
                $process.StandardInput.WriteLine('y')
                $process.StandardInput.Close()
                $process.StandardError.ReadToEnd() -replace '\W+', ' ' | Should -Match 'somebody changed it'
                (Get-IBLifecyclePolicy $PolicyArn).Status | Should -Be ENABLED
            }
            finally {
                if (-not $process.HasExited) { $process.Kill() }
                $process.Dispose()
            }
        }

        It 'names the policy that does not exist' {
            Update-IBLifecyclePolicy "$PolicyArn-missing" -Merge -Description new -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        }

        It 'judges the ARN before it reads' {
            Update-IBLifecyclePolicy nonsense -Merge -Description new -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        }

        It 'leaves the plain set to replace: what the API requires stays mandatory' {
            (Get-Command Update-IBLifecyclePolicy).ParameterSets.Where{ $_.IsDefault }.Parameters.Where{ $_.IsMandatory }.Name | Sort-Object |
                Should -Be 'ExecutionRole', 'LifecyclePolicyArn', 'PolicyDetail', 'ResourceSelection', 'ResourceType'
        }
    }

    Context '-WhatIf and -Confirm' {
        It 'prints the difference against the live policy, plain in redirected output' {
            $said = Say "Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -Status DISABLED -WhatIf"
            $said | Should -Match 'What if: Replace lifecycle policy demo'
            $said | Should -Match '~ status: ENABLED -> DISABLED'
            $said | Should -Not -Match "`e"
        }

        It 'says that there is no difference' {
            Say "Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -WhatIf" | Should -Match 'no difference'
        }

        It 'prints the request where the live policy cannot be read' {
            $said = Say "Get-IBLifecyclePolicy $PolicyArn | ForEach-Object { `$_.Arn += '-missing'; `$_ } | Update-IBLifecyclePolicy -WhatIf"
            $said | Should -Match 'could not be read \(.*demo-missing'
            $said | Should -Match '"lifecyclePolicyArn": ".*demo-missing"'
        }

        It 'prints the request where there is no way to ask' {
            $said = Say "Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -EndpointUrl http://127.0.0.1:9 -Description new -WhatIf"
            $said | Should -Match '(?s)could not be read.*"description": "new"'
        }

        It 'shows what the next run would do before and after' {
            $said = Say "Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -PolicyDetail (New-IBLifecyclePolicyDetail DELETE 30 -IncludeAmi) -WhatIf -Preview"
            $said | Should -Match 'Deprecate Image: 6 -> 0'
            $said | Should -Match 'Delete Ami: 0 -> 12'
            $said | Should -Match 'After: Deletes 6 images, 12 AMIs; 3 in use, 12 left|After: Deletes 6 images, 12 AMIs; 3 in use\.'
            $said -replace '\s+', ' ' | Should -Match 'ami-063835682d8bd9e2f us-east-1: Delete: in use by instance i-\w+ web-server \(running\)'
        }

        It 'asks EC2 nothing with -NoFact' {
            $said = Say "Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -PolicyDetail (New-IBLifecyclePolicyDetail DELETE 30 -IncludeAmi) -WhatIf -Preview -NoFact"
            $said | Should -Match 'Delete Ami: 0 -> 12'
            $said | Should -Not -Match 'in use'
        }

        It 'asks with the difference, and does nothing after a no' {
            $said = Say "Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -Status DISABLED -Confirm; (Get-IBLifecyclePolicy $PolicyArn).Status" 'n'
            $said | Should -Match '~ status: ENABLED -> DISABLED'
            $said.Trim() | Should -Match 'ENABLED$'
        }

        It 'sends nothing for -Preview without a question' {
            { $Before | Update-IBLifecyclePolicy -Status DISABLED -Preview } | Should -Throw -ErrorId 'PreviewWithoutWhatIf,*'
            (Get-IBLifecyclePolicy $PolicyArn).Status | Should -Be 'ENABLED'
        }

        It 'changes nothing' {
            $Before | Update-IBLifecyclePolicy -Status DISABLED -WhatIf | Should -BeNullOrEmpty
            Update-IBLifecyclePolicy $PolicyArn -Merge -Status DISABLED -WhatIf | Should -BeNullOrEmpty
            (Get-IBLifecyclePolicy $PolicyArn).DateUpdated | Should -Be $Before.DateUpdated
        }
    }
}
