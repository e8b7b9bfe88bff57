BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Export-IBLifecyclePolicy and Import-IBLifecyclePolicy' {
    BeforeAll {
        $Full = @{
            lifecyclePolicyArn = $PolicyArn; executionRole = $Role; resourceType = 'AMI_IMAGE'; description = "Z$([char]0xE4)hlt <b> & 'c'"; status = 'enabled'
            policyDetails = @(
                New-IBLifecyclePolicyDetail DELETE 90 -RetainAtLeast 3 -IncludeAmi -ExcludeTag @{ b = '1'; a = '2' } -ExcludeAmiTag @{ z = '1'; y = '2' } `
                    -ExcludeRegion us-east-1 -ExcludeSharedAccount 111122223333 -ExcludePublic -ExcludeLaunchedWithin 4 -ExcludeLaunchedWithinUnit WEEKS
                New-IBLifecyclePolicyDetail DEPRECATE 6 MONTHS
            )
            resourceSelection = New-IBLifecycleResourceSelection web/1.x.x, api/2.0.0
        }
    }
    BeforeEach {
        Push-Location $TestDrive
        Get-ChildItem $TestDrive | Remove-Item -Recurse -Force
    }
    AfterEach { Pop-Location }

    It 'writes what comes back without loss' {
        $Full | Export-IBLifecyclePolicy policy.json
        $policy = Import-IBLifecyclePolicy policy.json
        $policy | Should -BeOfType ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyRequest
        Compare-IBLifecyclePolicy $Full $policy | Should -BeNullOrEmpty
        $policy.LifecyclePolicyArn | Should -Be $PolicyArn
        $policy | Export-IBLifecyclePolicy again.json
        Get-Content -Raw again.json | Should -BeExactly (Get-Content -Raw policy.json)
    }

    It 'writes the same text for the same policy: members as the API has them, tags by key, one final newline, no mark, no token' {
        $Full + @{ clientToken = 'abc' } | Export-IBLifecyclePolicy policy.json
        $bytes = [IO.File]::ReadAllBytes("$TestDrive/policy.json")
        $bytes[0] | Should -Be ([byte][char]'{')
        $text = [Text.Encoding]::UTF8.GetString($bytes)
        $text | Should -Match '[^\n]\n\z'
        $text | Should -Not -Match "`r|clientToken"
        $text | Should -Match "Z$([char]0xE4)hlt <b> & "
        $text | Should -Match '(?s)"a": "2",\s*"b": "1"'
        $text | Should -Match '(?s)"y": "2",\s*"z": "1"'
        ($text | ConvertFrom-Json).psobject.Properties.Name |
            Should -Be lifecyclePolicyArn, description, status, executionRole, resourceType, policyDetails, resourceSelection
    }

    It 'writes a policy as read, which an update then finds no difference in' {
        Get-IBLifecyclePolicy $PolicyArn | Export-IBLifecyclePolicy policy.json
        Import-IBLifecyclePolicy policy.json | Update-IBLifecyclePolicy | Should -BeNullOrEmpty
        Import-IBLifecyclePolicy policy.json | Update-IBLifecyclePolicy -Description new | Should -Not -BeNullOrEmpty
    }

    It 'gives each policy a file of its own in a folder' {
        $null = New-Item -ItemType Directory folder
        $other = $Full.Clone()
        $other.lifecyclePolicyArn += '-two'
        $files = $Full, $other | Export-IBLifecyclePolicy folder -PassThru
        $files.Name | Should -Be demo.json, demo-two.json
        (Import-IBLifecyclePolicy folder/*.json).LifecyclePolicyArn | Sort-Object | Should -Be $PolicyArn, "$PolicyArn-two"
        (Get-ChildItem folder | Import-IBLifecyclePolicy) | Should -HaveCount 2
    }

    It 'does not write two policies into one file' {
        $Full, $Full | Export-IBLifecyclePolicy policy.json -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'OnePolicyPerFile,*'
    }

    It 'leaves a file alone with -NoClobber and -WhatIf, and writes over a read-only one with -Force' {
        'kept' | Set-Content policy.json
        $Full | Export-IBLifecyclePolicy policy.json -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NoClobber,*'
        $Full | Export-IBLifecyclePolicy policy.json -WhatIf
        Get-Content policy.json | Should -Be kept
        Set-ItemProperty policy.json IsReadOnly $true
        $Full | Export-IBLifecyclePolicy policy.json -Force
        (Import-IBLifecyclePolicy policy.json).ExecutionRole | Should -Be $Role
    }

    It 'says where a file is wrong: <Json>' -ForEach @(
        @{ Json = '{"descripton":"x"}'; Message = '*$.descripton: unknown key*lifecyclePolicyArn, description, status*' }
        @{ Json = '{"Description":"x"}'; Message = '*unknown key ''Description''*' }
        @{ Json = '{"policyDetails":[{"filter":{"value":"9O"}}]}'; Message = '*$.policyDetails[[]0].filter.value: got ''9O'', expected a whole number*' }
        @{ Json = '{"policyDetails":[{"action":{"includeResources":{"amis":1}}}]}'; Message = '*includeResources.amis: got 1, expected true or false*' }
        @{ Json = '{"policyDetails":{}}'; Message = '*$.policyDetails: got an object, expected a list*' }
        @{ Json = '{"resourceSelection":{"tagMap":{"a":1}}}'; Message = '*tagMap[[]''a'']: got 1, expected text*' }
        @{ Json = '{"status":"ENABLED","status":"DISABLED"}'; Message = '*status*twice*' }
        @{ Json = '{"status":null}'; Message = '*$.status: got null, expected text*' }
        @{ Json = '{"status":'; Message = '*line *open JSON object*' }
        @{ Json = '{}'; Message = '*bad.json: $: got an object without lifecyclePolicyArn, executionRole, resourceType, policyDetails, resourceSelection, expected a lifecycle policy.' }
        @{ Json = '{"lifecyclePolicy":{"nam":"x"}}'; Message = '*$.lifecyclePolicy.nam: unknown key*lifecyclePolicyArn*' }
        @{ Json = '{"lifecyclePolicy":{},"more":1}'; Message = '*$.more: unknown key ''more'', expected one of lifecyclePolicy, requestId*' }
        @{ Json = '{"policyDetails":[],"dateUpdated":"01/02/2024"}'; Message = '*$.dateUpdated: got ''01/02/2024'', expected an ISO 8601 time*' }
        @{ Json = '{"policyDetails":[{"filter":{"value":1,"vallue":2}}]}'; Message = '*filter.vallue: unknown key*' }
        @{ Json = '{"policyDetails":[],"$additionalMembers":{"policyDetails[0].size":2}}'; Message = '*$additionalMembers[[]''policyDetails[[]0].size'']: got the path of no place*' }
        @{ Json = '{"policyDetails":[],"$additionalMembers":{"status":"ENABLED"}}'; Message = '*$additionalMembers[[]''status'']: got the path of no place*' }
        @{ Json = '[]'; Message = '*got a list, expected an object*' }
    ) {
        $Json | Set-Content bad.json
        Import-IBLifecyclePolicy bad.json -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidJson,*'
        $failure[0].ErrorDetails.Message | Should -BeLike $Message
    }

    It 'takes <_> that the AWS CLI wrote' -ForEach 'an answer', 'a policy' {
        $policy = '{ "arn": "' + $PolicyArn + '", "name": "demo", "status": "ENABLED", "executionRole": "r", "resourceType": "AMI_IMAGE",
            "policyDetails": [ { "action": { "type": "DELETE" }, "filter": { "type": "COUNT", "value": 3 } } ], "resourceSelection": { "tagMap": { "a": "b" } },
            "dateCreated": "2026-01-31T12:00:00.123000+00:00", "dateUpdated": "2026-02-28T12:00:00.123000+01:00", "tags": {} }'
        $(if ($_ -eq 'a policy') { $policy } else { '{ "requestId": "1", "lifecyclePolicy": ' + $policy + '}' }) | Set-Content answer.json
        $read = Import-IBLifecyclePolicy answer.json
        $read | Should -BeOfType ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyRequest
        $read.LifecyclePolicyArn | Should -Be $PolicyArn
        $read.PolicyDetails[0].Filter.Value | Should -Be 3
        $read.DateUpdated | Should -Be ([DateTimeOffset]'2026-02-28T11:00:00.123Z')
    }

    It 'takes a policy that is still to be created, without an ARN' {
        $new = $Full.Clone()
        $new.Remove('lifecyclePolicyArn')
        $new | Export-IBLifecyclePolicy new.json
        (Import-IBLifecyclePolicy new.json | New-IBLifecyclePolicy -Name "new $([guid]::NewGuid())").LifecyclePolicyArn | Should -Match ':lifecycle-policy/new-'
    }

    It 'remembers when a policy was updated, as read' {
        $policy = Get-IBLifecyclePolicy $PolicyArn
        $policy | Export-IBLifecyclePolicy policy.json
        (Import-IBLifecyclePolicy policy.json).DateUpdated | Should -Be $policy.DateUpdated
        (Get-Content -Raw policy.json | ConvertFrom-Json).psobject.Properties.Name[-1] | Should -Be dateUpdated
        Import-IBLifecyclePolicy policy.json | Export-IBLifecyclePolicy again.json
        Get-Content -Raw again.json | Should -BeExactly (Get-Content -Raw policy.json)
        $Full | Export-IBLifecyclePolicy typed.json
        (Import-IBLifecyclePolicy typed.json).DateUpdated | Should -BeNullOrEmpty
    }

    It 'keeps members that it does not know, under a key of their own' {
        $policy = $Full + @{ AdditionalMembers = @{ priority = 7 } }
        $policy.policyDetails = @(@{
                action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 3 }
                exclusionRules = @{ amis = @{ AdditionalMembers = @{ organizations = 'o-1', @{ id = 'o-2'; depth = 1.5 } } } }
            })
        $policy | Export-IBLifecyclePolicy policy.json
        $file = Get-Content -Raw policy.json | ConvertFrom-Json
        $file.'$additionalMembers'.'policyDetails[0].exclusionRules.amis.organizations'[1].id | Should -Be 'o-2'
        $file.'$additionalMembers'.priority | Should -Be 7
        $file.policyDetails[0].exclusionRules.amis.psobject.Properties.Name | Should -BeNullOrEmpty
        $read = Import-IBLifecyclePolicy policy.json
        $read.PolicyDetails[0].ExclusionRules.Amis.AdditionalMembers.organizations[1].depth | Should -Be 1.5
        Compare-IBLifecyclePolicy $policy $read | Should -BeNullOrEmpty
        $read | Export-IBLifecyclePolicy again.json
        Get-Content -Raw again.json | Should -BeExactly (Get-Content -Raw policy.json)
    }

    It 'reads policies from a list in whole' {
        $null = New-Item -ItemType Directory folder
        $files = Get-IBLifecyclePolicy | Export-IBLifecyclePolicy folder -PassThru
        $files.Name | Should -Contain demo.json
        Compare-IBLifecyclePolicy (Get-IBLifecyclePolicy $PolicyArn) (Import-IBLifecyclePolicy folder/demo.json) | Should -BeNullOrEmpty
        (Import-IBLifecyclePolicy folder/demo.json).DateUpdated | Should -Be (Get-IBLifecyclePolicy $PolicyArn).DateUpdated
    }

    It 'takes the name of a policy' {
        (Export-IBLifecyclePolicy policy.json -Name DEMO -PassThru).Name | Should -Be policy.json
        (Import-IBLifecyclePolicy policy.json).LifecyclePolicyArn | Should -Be $PolicyArn
        Export-IBLifecyclePolicy none.json -Name dmo -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Message | Should -BeLike "*dmo*demo*"
        'none.json' | Should -Not -Exist
    }

    It 'leaves the old file whole when the new one cannot be written' {
        if ($env:OS -eq 'Windows_NT') {
            Set-ItResult -Skipped -Because 'only Unix limits the size of the files that a process writes'
        }
        'kept' | Set-Content policy.json
        $Full | ConvertTo-Json -Depth 9 | Set-Content input.json
        "Import-Module '$ModulePath'
        Get-Content -Raw input.json | ConvertFrom-Json | Export-IBLifecyclePolicy policy.json -ErrorVariable failure -ErrorAction SilentlyContinue
        `$failure[0].FullyQualifiedErrorId" | Set-Content export.ps1
        # Files of at most one block of 512 bytes, and the process does not end over it: what a full disk does.
        # .NET reserves more memory by a file than that, to keep code apart from data, unless told not to.
        $env:DOTNET_EnableWriteXorExecute = 0
        $output = @(try { sh -c "trap '' XFSZ; ulimit -f 1; exec `"`$@`"" sh $EngineProgram @EngineArguments -NoProfile -File export.ps1 } finally { $env:DOTNET_EnableWriteXorExecute = $null })
        $output[-1] | Should -BeLike 'FileError,*'
        Get-Content policy.json | Should -Be kept
        (Get-ChildItem -Force).Name | Sort-Object | Should -Be export.ps1, input.json, policy.json
    }

    It 'writes through a link' {
        if ($env:OS -eq 'Windows_NT') {
            Set-ItResult -Skipped -Because 'making a link needs a right of its own on Windows'
        }
        'old' | Set-Content target.json
        $null = New-Item -ItemType SymbolicLink -Path link.json -Target "$TestDrive/target.json"
        $Full | Export-IBLifecyclePolicy link.json
        (Get-Item link.json).LinkType | Should -Be SymbolicLink
        (Import-IBLifecyclePolicy target.json).LifecyclePolicyArn | Should -Be $PolicyArn
    }

    It 'says that a folder is no file' {
        $null = New-Item -ItemType Directory folder
        Import-IBLifecyclePolicy folder -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Message | Should -BeLike '*folder is a folder. Give files, or a wildcard such as *folder*`*.json.'
    }

    It 'goes on after a file that is not there' {
        $Full | Export-IBLifecyclePolicy policy.json
        (Import-IBLifecyclePolicy missing.json, policy.json -ErrorVariable failure -ErrorAction SilentlyContinue) | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
    }

    It 'is the body of the API''s own request' {
        # What is beside the API's members, the help says how to leave out.
        $url = (Start-IBLocalService -PassThru).Url
        $policy = Get-IBLifecyclePolicy $PolicyArn
        $policy.Description = 'by another client'
        $policy | Export-IBLifecyclePolicy policy.json
        $request = Get-Content -Raw policy.json | ConvertFrom-Json | Select-Object * -ExcludeProperty dateUpdated, '$additionalMembers'
        $request | Add-Member clientToken 'another-client'
        $answer = Invoke-RestMethod "${url}UpdateLifecyclePolicy" -Method Put -ContentType application/json -Body ($request | ConvertTo-Json -Depth 10)
        $answer.lifecyclePolicyArn | Should -Be $PolicyArn
        $read = Get-IBLifecyclePolicy $PolicyArn
        Compare-IBLifecyclePolicy $policy $read | Should -BeNullOrEmpty
        $read.AdditionalMembers | Should -BeNullOrEmpty -Because 'each member is one of the API'
    }

    It 'reads a file with a name and without an ARN as a policy to create' {
        '{"name":"named","executionRole":"R","resourceType":"AMI_IMAGE","status":"DISABLED","policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":3}}],"resourceSelection":{"tagMap":{"a":"b"}},"tags":{"Team":"web"}}' |
            Set-Content "$TestDrive/named.json"
        $read = Import-IBLifecyclePolicy "$TestDrive/named.json"
        $read | Should -BeOfType ImageBuilderPS.Api.Operations.CreateLifecyclePolicyRequest
        $created = $read | New-IBLifecyclePolicy
        (Get-IBLifecyclePolicy $created.LifecyclePolicyArn).Tags.Team | Should -Be web
        (Import-IBLifecyclePolicy "$TestDrive/named.json" | New-IBLifecyclePlan -NoFact).HasChanges | Should -BeFalse
        { Get-IBLifecyclePreview -Path "$TestDrive/named.json" -ErrorAction Stop } | Should -Not -Throw
    }
}
