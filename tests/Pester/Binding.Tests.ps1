BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'What Invoke-IBDistributeImage takes' {
    BeforeAll {
        $Request = @{ sourceImage = $Ami; distributionConfigurationArn = $ConfigurationArn; executionRole = $Role }
        function AssertSent($response) {
            $response | Should -BeOfType ImageBuilderPS.Contract.DistributeImageResponse
            $response.SourceImage | Should -Be $Ami
            $response.DistributionConfigurationArn | Should -Be $ConfigurationArn
            $response.ImageBuildVersionArn | Should -Match ':image/.+/\d+\.\d+\.\d+/\d+$'
            $response.ClientToken | Should -Match '^[0-9a-f-]{36}$'
            $response.RequestId | Should -Not -BeNullOrEmpty
            $response.Region | Should -Be 'us-east-1'
        }
    }

    It 'takes parameters' {
        AssertSent (Invoke-IBDistributeImage -SourceImage $Ami -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role)
    }

    It 'takes parameters by position' {
        AssertSent (Invoke-IBDistributeImage $Ami $ConfigurationArn $Role)
    }

    It 'takes a hashtable from the pipeline' {
        AssertSent ($Request | Invoke-IBDistributeImage)
    }

    It 'takes a hashtable as -InputObject' {
        AssertSent (Invoke-IBDistributeImage -InputObject $Request)
    }

    It 'takes the request type from the pipeline' {
        AssertSent ([ImageBuilderPS.Contract.DistributeImageRequest]$Request | Invoke-IBDistributeImage)
    }

    It 'takes an object by property name' {
        AssertSent ([pscustomobject]$Request | Invoke-IBDistributeImage)
    }

    It 'takes parsed JSON of the API' {
        AssertSent ($Request | ConvertTo-Json | ConvertFrom-Json | Invoke-IBDistributeImage)
    }

    It 'takes parsed JSON of the API as -InputObject' {
        AssertSent (Invoke-IBDistributeImage -InputObject ($Request | ConvertTo-Json | ConvertFrom-Json))
    }

    It 'refuses parsed JSON with an unknown key as -InputObject, and lists the valid ones' {
        $document = $Request + @{ tagz = @{ Team = 'web' } } | ConvertTo-Json | ConvertFrom-Json
        { Invoke-IBDistributeImage -InputObject $document } | Should -Throw -ExpectedMessage "*unknown key tagz*sourceImage*tags*"
    }

    It 'says what parsed JSON lacks as -InputObject' {
        { Invoke-IBDistributeImage -InputObject ('{ "sourceImage": "ami-0123456789abcdef0" }' | ConvertFrom-Json) } |
            Should -Throw -ExpectedMessage '*without distributionConfigurationArn, executionRole*'
    }

    It 'takes a row of a table that has columns of its own' {
        AssertSent ([pscustomobject]($Request + @{ note = 'for the web team' }) | Invoke-IBDistributeImage)
    }

    It 'takes tags as the list of keys and values that EC2 has' {
        $image = [pscustomobject]@{ ImageId = $Ami; Tags = @([pscustomobject]@{ Key = 'Team'; Value = 'web' }, @{ key = 'Size'; value = 3 }) }
        $sent = $image | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role
        $tags = (Get-IBImage $sent.ImageBuildVersionArn).Tags
        $tags.Team | Should -Be 'web'
        $tags.Size | Should -Be '3'
    }

    It 'takes the source image from a property named <_>' -ForEach 'ImageId', 'ImageArn', 'ImageBuildVersionArn', 'Arn' {
        AssertSent ([pscustomobject]@{ $_ = $Ami } | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role)
    }

    It 'takes an image as read' {
        $image = (Invoke-IBDistributeImage $Ami $ConfigurationArn $Role).ImageBuildVersionArn
        $deadline = [datetime]::UtcNow.AddSeconds(20)
        while ((Get-IBImage $image).State.Status -ne 'AVAILABLE' -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        $again = Get-IBImage $image | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role
        $again.SourceImage | Should -Be $image
    }

    It 'sends tags and logging from parameters over those of the input' {
        $sent = $Request + @{ tags = @{ Team = 'web'; Size = 3 } } |
            Invoke-IBDistributeImage -LogGroupName '/images/web' -Tag @{ Team = 'db' }
        $image = Get-IBImage $sent.ImageBuildVersionArn
        $image.Tags.Team | Should -Be 'db'
        $image.Tags.ContainsKey('Size') | Should -BeFalse
        $image.LoggingConfiguration.LogGroupName | Should -Be '/images/web'
    }

    It 'prompts for what the API requires when called bare' {
        $shell = [powershell]::Create()
        $shell.AddScript("Import-Module '$ModulePath'; Invoke-IBDistributeImage").Invoke()
        $shell.Streams.Error[0].Exception.ErrorId + $shell.InvocationStateInfo.Reason | Should -Match 'SourceImage DistributionConfigurationArn ExecutionRole|MissingMandatoryParameter'
    }
}

Describe 'What Update-IBLifecyclePolicy takes' {
    BeforeAll {
        $Rule = @{ action = @{ type = 'DELETE'; includeResources = @{ amis = $true } }; filter = @{ type = 'AGE'; value = 120; unit = 'DAYS' } }
        $Request = @{
            lifecyclePolicyArn = $PolicyArn; executionRole = $Role; resourceType = 'AMI_IMAGE'
            policyDetails = @($Rule); resourceSelection = @{ tagMap = @{ Team = 'web' } }
        }
    }

    BeforeEach { Start-IBLocalService }

    It 'takes parameters with nested hashtables' {
        $response = Update-IBLifecyclePolicy -LifecyclePolicyArn $PolicyArn -ExecutionRole $Role -ResourceType ami_image `
            -PolicyDetail $Rule -ResourceSelection @{ recipes = @{ name = 'web-server'; semanticVersion = '1.x.x' } } -Description 'Keep the web tidy' -Status enabled
        $response | Should -BeOfType ImageBuilderPS.Contract.UpdateLifecyclePolicyResponse
        $response.LifecyclePolicyArn | Should -Be $PolicyArn
        $response.ClientToken | Should -Match '^[0-9a-f-]{36}$'
        $response.RequestId | Should -Not -BeNullOrEmpty
        $policy = Get-IBLifecyclePolicy $PolicyArn
        $policy.ResourceType | Should -BeExactly 'AMI_IMAGE'
        $policy.Status | Should -BeExactly 'ENABLED'
        $policy.Description | Should -Be 'Keep the web tidy'
        $policy.PolicyDetails[0].Filter.Value | Should -Be 120
        $policy.PolicyDetails[0].Action.IncludeResources.Amis | Should -BeTrue
        $policy.ResourceSelection.Recipes[0].SemanticVersion | Should -Be '1.x.x'
    }

    It 'takes <_> from the pipeline' -ForEach 'a hashtable', 'parsed JSON', 'the request type' {
        $piped = switch ($_) {
            'a hashtable' { $Request }
            'parsed JSON' { $Request | ConvertTo-Json -Depth 9 | ConvertFrom-Json }
            'the request type' { [ImageBuilderPS.Contract.UpdateLifecyclePolicyRequest]$Request }
        }
        ($piped | Update-IBLifecyclePolicy).LifecyclePolicyArn | Should -Be $PolicyArn
        (Get-IBLifecyclePolicy $PolicyArn).ResourceSelection.TagMap.Team | Should -Be 'web'
    }

    It 'takes a policy as read, with a change' {
        $null = Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -Status DISABLED
        $after = Get-IBLifecyclePolicy $PolicyArn
        $after.Status | Should -Be 'DISABLED'
        $after.PolicyDetails | Should -Not -BeNullOrEmpty
    }

    It 'takes values and keys in any case, and whole numbers as text, in the culture <_>' -ForEach 'tr-TR', 'de-DE' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $null = Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -Status disabled -PolicyDetail @{
                ACTION = @{ TYPE = 'delete'; INCLUDERESOURCES = @{ AMIS = $true } }; FILTER = @{ TYPE = 'age'; VALUE = '30'; UNIT = 'days' }
            }
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
        $policy = Get-IBLifecyclePolicy $PolicyArn
        $policy.Status | Should -BeExactly 'DISABLED'
        $policy.PolicyDetails[0].Action.Type | Should -BeExactly 'DELETE'
        $policy.PolicyDetails[0].Filter.Unit | Should -BeExactly 'DAYS'
        $policy.PolicyDetails[0].Filter.Value | Should -Be 30
    }

    It 'refuses an unknown key and lists the valid ones' {
        { Update-IBLifecyclePolicy -LifecyclePolicyArn $PolicyArn -ExecutionRole $Role -ResourceType AMI_IMAGE -ResourceSelection @{ tagMap = @{ a = 'b' } } `
                -PolicyDetail @{ action = @{ type = 'DELETE' }; filtre = @{ type = 'COUNT'; value = 3 } } } |
            Should -Throw -ExpectedMessage "*policyDetails``[0].filtre*action, filter, exclusionRules*"
    }

    It 'refuses an unknown key in a piped document' {
        $Request + @{ descripton = 'typo' } | ConvertTo-Json -Depth 9 | ConvertFrom-Json |
            Update-IBLifecyclePolicy -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Message | Should -BeLike '*descripton*description*'
    }
}
