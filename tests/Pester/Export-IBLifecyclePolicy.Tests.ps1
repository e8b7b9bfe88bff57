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
        $policy | Should -BeOfType ImageBuilderPS.Contract.UpdateLifecyclePolicyRequest
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
        @{ Json = '{"policyDetails":[{"filter":{"value":"90"}}]}'; Message = '*$.policyDetails[[]0].filter.value: got "90", expected a whole number*' }
        @{ Json = '{"policyDetails":[{"action":{"includeResources":{"amis":1}}}]}'; Message = '*includeResources.amis: got 1, expected true or false*' }
        @{ Json = '{"policyDetails":{}}'; Message = '*$.policyDetails: got an object, expected a list*' }
        @{ Json = '{"resourceSelection":{"tagMap":{"a":1}}}'; Message = '*tagMap[[]''a'']: got 1, expected text*' }
        @{ Json = '{"status":"ENABLED","status":"DISABLED"}'; Message = '*status*twice*' }
        @{ Json = '{"status":null}'; Message = '*$.status: got null, expected text*' }
        @{ Json = '{"status":'; Message = '*line *open JSON object*' }
        @{ Json = '[]'; Message = '*got a list, expected an object*' }
    ) {
        $Json | Set-Content bad.json
        Import-IBLifecyclePolicy bad.json -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidJson,*'
        $failure[0].ErrorDetails.Message | Should -BeLike $Message
    }

    It 'goes on after a file that is not there' {
        $Full | Export-IBLifecyclePolicy policy.json
        (Import-IBLifecyclePolicy missing.json, policy.json -ErrorVariable failure -ErrorAction SilentlyContinue) | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
    }

    It 'is what the AWS CLI takes' {
        if (-not (Get-Command aws -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'the AWS CLI is not installed'
        }
        $Full | Export-IBLifecyclePolicy policy.json
        $url = (Start-IBLocalService -PassThru).Url.ToString().TrimEnd('/')
        $before = $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY
        $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY = 'AKIAEXAMPLE', 'example'
        try {
            $answer = aws imagebuilder update-lifecycle-policy --cli-input-json file://policy.json --endpoint-url $url --region us-east-1 | ConvertFrom-Json
        }
        finally {
            $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY = $before
        }
        $answer.lifecyclePolicyArn | Should -Be $PolicyArn
        Compare-IBLifecyclePolicy $Full (Get-IBLifecyclePolicy $PolicyArn) | Should -BeNullOrEmpty
    }
}
