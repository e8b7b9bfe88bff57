BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'What Invoke-IBDistributeImage takes' {
    BeforeAll {
        $Request = @{ sourceImage = $Ami; distributionConfigurationArn = $ConfigurationArn; executionRole = $Role }
        function AssertSent($response) {
            $response | Should -BeOfType ImageBuilderPS.Api.Operations.DistributeImageResponse
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
        AssertSent ([ImageBuilderPS.Api.Operations.DistributeImageRequest]$Request | Invoke-IBDistributeImage)
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

    It 'says to pipe what is more than one' {
        { Invoke-IBDistributeImage $Ami, $Ami $ConfigurationArn $Role } | Should -Throw -ExpectedMessage '*Got a list, expected one text. Pipe a list into the cmdlet*'
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
        $response | Should -BeOfType ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyResponse
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
            'the request type' { [ImageBuilderPS.Api.Operations.UpdateLifecyclePolicyRequest]$Request }
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

    It 'refuses <Value> for a flag or a number, with its path: <Path>' -ForEach @(
        @{ Path = 'action.includeResources.amis'; Value = 'no' }, @{ Path = 'action.includeResources.amis'; Value = '0' }
        @{ Path = 'action.includeResources.amis'; Value = 1 }, @{ Path = 'exclusionRules.amis.isPublic'; Value = 'yes' }
        @{ Path = 'filter.value'; Value = 2.5 }, @{ Path = 'filter.value'; Value = '2.5' }, @{ Path = 'filter.value'; Value = $true }
        @{ Path = 'filter.value'; Value = '' }, @{ Path = 'filter.retainAtLeast'; Value = 1.5 }
    ) {
        foreach ($form in 'hashtable', 'object', 'JSON') {
            $rule = @{ action = @{ type = 'DELETE'; includeResources = @{} }; filter = @{ type = 'AGE'; value = 1; unit = 'YEARS' }; exclusionRules = @{ amis = @{} } }
            $owner, $member = $rule, $Path.Split('.')
            foreach ($name in $member[0..($member.Count - 2)]) { $owner = $owner[$name] }
            $owner[$member[-1]] = $Value
            $rule = switch ($form) { 'hashtable' { $rule } 'object' { [pscustomobject]$rule } 'JSON' { $rule | ConvertTo-Json -Depth 9 | ConvertFrom-Json } }
            { Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail $rule } | Should -Throw -ExpectedMessage "*policyDetails``[0].$Path``: got *, expected *"
        }
    }

    It 'takes the texts true and false in any case' {
        $rule = @{ action = @{ type = 'DELETE'; includeResources = @{ amis = 'TRUE'; snapshots = 'False' } }; filter = @{ type = 'COUNT'; value = 3.0 } }
        $read = Update-IBLifecyclePolicy $PolicyArn -Merge -ReplacePolicyDetail -PolicyDetail $rule -Confirm:$false -PassThru
        $read.PolicyDetails[0].Action.IncludeResources.Amis | Should -BeTrue
        $read.PolicyDetails[0].Action.IncludeResources.Snapshots | Should -BeFalse
        $read.PolicyDetails[0].Filter.Value | Should -Be 3
    }

    It 'names the place of nothing in a list' {
        { Update-IBLifecyclePolicy $PolicyArn -Merge -PolicyDetail @{ action = @{ type = 'DELETE' } }, $null } |
            Should -Throw -ExpectedMessage '*policyDetails?1?: got null, expected an object with action, filter, exclusionRules*'
    }

    It 'never takes the live policy for an object with the key <Key>' -ForEach @{ Key = 'policyDetail' }, @{ Key = 'rules' }, @{ Key = 'resourceSelektion' } {
        $piped = [pscustomobject]@{ arn = $PolicyArn; $Key = @(@{ action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 1 } }) }
        $failures = @()
        $quiet = @{ ErrorVariable = '+failures'; ErrorAction = 'SilentlyContinue' }
        $piped | Get-IBLifecyclePreview @quiet | Should -BeNullOrEmpty
        $piped | Update-IBLifecyclePolicy -WhatIf @quiet | Should -BeNullOrEmpty
        $piped | Export-IBLifecyclePolicy "$TestDrive/none.json" @quiet
        $piped | Compare-IBLifecyclePolicy $Request @quiet | Should -BeNullOrEmpty
        $failures | Should -HaveCount 4
        $failures.Exception.Message | ForEach-Object { $_ | Should -BeLike "*unknown key '$Key', expected one of *policyDetails, resourceSelection*" }
        "$TestDrive/none.json" | Should -Not -Exist
    }

    It 'takes an object with an ARN and rules for that policy' {
        $live = Get-IBLifecyclePolicy $PolicyArn
        $piped = [pscustomobject]@{
            arn = $PolicyArn; executionRole = $live.ExecutionRole; resourceType = 'AMI_IMAGE'; resourceSelection = $live.ResourceSelection
            policyDetails = @(@{ action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 1 } })
        }
        ($piped | Get-IBLifecyclePreview).Where{ $_.Action -eq 'Delete' } | Should -Not -BeNullOrEmpty
        ($live | Get-IBLifecyclePreview).Where{ $_.Action -eq 'Delete' -and $_.Reason -match 'COUNT' } | Should -BeNullOrEmpty
        Compare-IBLifecyclePolicy $piped @{ executionRole = $live.ExecutionRole; resourceType = 'AMI_IMAGE'; resourceSelection = $live.ResourceSelection; policyDetails = $piped.policyDetails } |
            Should -BeNullOrEmpty
    }

    It 'takes a policy of another module whole' {
        Add-Type -TypeDefinition @'
using System; using System.Collections.Generic;
namespace Amazon.Stub {
    public class Constant { public Constant(string value) { Value = value; } public string Value { get; private set; } public override string ToString() { return Value; } }
    public class LifecyclePolicy {
        public string Arn { get; set; } public string Name { get; set; } public Constant Status { get; set; } public Constant ResourceType { get; set; } public string ExecutionRole { get; set; }
        public DateTime? DateUpdated { get; set; } public List<Detail> PolicyDetails { get; set; } public Selection ResourceSelection { get; set; } public Dictionary<string, string> Tags { get; set; }
    }
    public class Detail { public DetailAction Action { get; set; } public Filter Filter { get; set; } public object ExclusionRules { get; set; } }
    public class DetailAction { public Constant Type { get; set; } public Include IncludeResources { get; set; } }
    public class Include { public bool Amis { get; set; } public bool Snapshots { get; set; } public bool Containers { get; set; } }
    public class Filter { public Constant Type { get; set; } public Constant Unit { get; set; } public int Value { get; set; } public int RetainAtLeast { get; set; } public bool IsSetValue { get { return true; } } }
    public class Selection { public List<Recipe> Recipes { get; set; } public Dictionary<string, string> TagMap { get; set; } }
    public class Recipe { public string Name { get; set; } public string SemanticVersion { get; set; } }
}
'@
        $policy = [Amazon.Stub.LifecyclePolicy]@{
            Arn = $PolicyArn; Name = 'demo'; ExecutionRole = $Role; Status = [Amazon.Stub.Constant]::new('ENABLED'); ResourceType = [Amazon.Stub.Constant]::new('AMI_IMAGE')
            DateUpdated = [datetime]::SpecifyKind('2026-01-31T12:00:00', 'Utc')
        }
        $policy.PolicyDetails = [Amazon.Stub.Detail[]]@([Amazon.Stub.Detail]@{
                Action = [Amazon.Stub.DetailAction]@{ Type = [Amazon.Stub.Constant]::new('DELETE'); IncludeResources = [Amazon.Stub.Include]@{ Amis = $true } }
                Filter = [Amazon.Stub.Filter]@{ Type = [Amazon.Stub.Constant]::new('AGE'); Unit = [Amazon.Stub.Constant]::new('DAYS'); Value = 30 }
            })
        $policy.ResourceSelection = [Amazon.Stub.Selection]@{
            Recipes = [Amazon.Stub.Recipe[]]@([Amazon.Stub.Recipe]@{ Name = 'web-server'; SemanticVersion = '1.x.x' }); TagMap = [Collections.Generic.Dictionary[string, string]]::new()
        }
        $policy | Export-IBLifecyclePolicy "$TestDrive/other.json"
        $read = Import-IBLifecyclePolicy "$TestDrive/other.json"
        $read.PolicyDetails[0].Filter | Should -BeLike 'AGE 30 DAYS'
        $read.PolicyDetails[0].Filter.RetainAtLeast | Should -BeNullOrEmpty
        $read.PolicyDetails[0].Action.IncludeResources.Amis | Should -BeTrue
        $read.ResourceSelection.TagMap | Should -BeNullOrEmpty
        $read.ResourceSelection.Recipes[0].SemanticVersion | Should -Be '1.x.x'
        $read.DateUpdated | Should -Be ([DateTimeOffset]'2026-01-31T12:00:00Z')
        ($policy | Get-IBLifecyclePreview).Reason -match '30 DAYS' | Should -Not -BeNullOrEmpty
    }

    It 'reads a policy from a list in whole: <_>' -ForEach 'as listed', 'as JSON', 'selected members' {
        $before = Get-IBLifecyclePolicy $PolicyArn
        $listed = Get-IBLifecyclePolicy
        $piped = switch ($_) {
            'as listed' { $listed }
            'as JSON' { $listed | ConvertTo-Json | ConvertFrom-Json }
            'selected members' { $listed | Select-Object Name, Arn }
        }
        ($piped | Get-IBLifecyclePreview -Summary).Count | Should -Be ($before | Get-IBLifecyclePreview -Summary).Count
        $null = $piped | Update-IBLifecyclePolicy -Status DISABLED
        $after = Get-IBLifecyclePolicy $PolicyArn
        $after.Status | Should -Be DISABLED
        (Compare-IBLifecyclePolicy $before $after).Path | Should -Be status
    }

    It 'sends back members that it does not know: <_>' -ForEach 'as read', 'as JSON', 'as a file', 'merged' {
        $rule = @{ action = @{ type = 'DELETE' }; filter = @{ type = 'COUNT'; value = 3; AdditionalMembers = @{ size = @{ unit = 'GB'; value = 5 } } }; exclusionRules = @{ AdditionalMembers = @{ images = 'a', 'b' } } }
        $null = Update-IBLifecyclePolicy $PolicyArn -Merge -ReplacePolicyDetail -PolicyDetail $rule -Confirm:$false
        $before = Get-IBLifecyclePolicy $PolicyArn
        $before.PolicyDetails[0].Filter.AdditionalMembers.size.value | Should -Be 5
        $null = switch ($_) {
            'as read' { $before | Update-IBLifecyclePolicy -Description new }
            'as JSON' { $before | ConvertTo-Json -Depth 10 | ConvertFrom-Json | Update-IBLifecyclePolicy -Description new }
            'as a file' {
                $before | Export-IBLifecyclePolicy "$TestDrive/kept.json"
                Import-IBLifecyclePolicy "$TestDrive/kept.json" | Update-IBLifecyclePolicy -Description new
            }
            'merged' { Update-IBLifecyclePolicy $PolicyArn -Merge -Description new }
        }
        (Compare-IBLifecyclePolicy $before (Get-IBLifecyclePolicy $PolicyArn)).Path | Should -Be description
        (Get-IBLifecyclePolicy $PolicyArn).PolicyDetails[0].ExclusionRules.AdditionalMembers.images | Should -Be a, b
        $null = $before | Get-IBLifecyclePreview -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*does not understand policyDetails[[]0].filter.size;*does not understand policyDetails[[]0].exclusionRules.images;*'
    }

    It 'remembers when a policy was updated, also as JSON' {
        $policy = Get-IBLifecyclePolicy $PolicyArn
        $null = Update-IBLifecyclePolicy $PolicyArn -Merge -Description 'by somebody else'
        foreach ($form in $policy, ($policy | ConvertTo-Json -Depth 10 | ConvertFrom-Json)) {
            $form | Export-IBLifecyclePolicy "$TestDrive/dated.json"
            (Import-IBLifecyclePolicy "$TestDrive/dated.json").DateUpdated | Should -Be $policy.DateUpdated
        }
    }

    It 'reads parsed JSON without a zone as UTC, and ISO 8601 alone, in New York too' {
        'Import-Module $args[0]
        $json = ''{ "dateCreated": "2024-05-01T00:00:00", "imageRecipe": { "name": "web", "version": "1.0.0" }, "arn": "' + $PolicyArn.Replace('lifecycle-policy/demo', 'image/web/1.0.0/1') + '", "name": "web", "version": "1.0.0", "type": "AMI", "state": { "status": "AVAILABLE" } }''
        $policy = @{ resourceType = "AMI_IMAGE"; executionRole = "r"; resourceSelection = @{ recipes = @{ name = "web"; semanticVersion = "1.0.0" } }; policyDetails = @{ action = @{ type = "DELETE" }; filter = @{ type = "AGE"; value = 1; unit = "MONTHS" } } }
        $preview = $policy | Get-IBLifecyclePreview -Image ($json | ConvertFrom-Json) -At 2024-06-01T02:00:00Z -WarningAction SilentlyContinue
        $preview[0].Action
        try { $policy | Get-IBLifecyclePreview -At 01/02/2024 } catch { $_.Exception.Message }' | Set-Content "$TestDrive/zone.ps1"
        $zone = $env:TZ
        try {
            $env:TZ = 'America/New_York'
            $output = Invoke-Engine -File "$TestDrive/zone.ps1" $ModulePath
        }
        finally {
            $env:TZ = $zone
        }
        $output[0] | Should -Be Delete -Because 'two hours past a month in UTC, two hours short of it in New York'
        $output[1] | Should -BeLike "*at: got '01/02/2024', expected an ISO 8601 time*"
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
