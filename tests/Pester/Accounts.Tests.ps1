# Accounts and regions: what a pipeline input names, roles that are assumed, and the conventions of AWS.Tools.
BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Other = 'arn:aws:iam::111122223333:role/Reader'
    $NoRole = 'arn:aws:iam::222233330000:role/EC2ImageBuilderDistributionCrossAccountRole'
    $Rows = "Region,RoleArn
us-east-1,
us-east-1,$Other
eu-west-1,$Other" | ConvertFrom-Csv
    function AccountsOf($objects) { @($objects.Arn | ForEach-Object { ($_ -split ':')[3, 4] -join ' ' } | Select-Object -Unique) }
}
AfterAll { Stop-IBLocalService }

Describe 'A table of accounts and regions' {
    It 'drives <_>' -ForEach 'Get-IBImage', 'Get-IBLifecyclePolicy', 'Get-IBDistributionConfiguration' {
        AccountsOf ($Rows | & $_) | Should -Be "us-east-1 $Account", 'us-east-1 111122223333', 'eu-west-1 111122223333'
    }

    It 'drives a chain: what a cmdlet writes has the role and the region of its row' {
        $policies = $Rows | Get-IBLifecyclePolicy
        $policies[2].RoleArn | Should -Be $Other
        $policies[2].Region | Should -Be eu-west-1
        $policies[0].PSObject.Properties['RoleArn'] | Should -BeNullOrEmpty
        AccountsOf ($policies | Get-IBLifecyclePolicy) | Should -Be (AccountsOf $policies)
        ($policies | Update-IBLifecyclePolicy -Merge -Description changed).LifecyclePolicyArn | Should -Be $policies.Arn
        ($Rows[2] | Get-IBLifecyclePolicy -Detail).Description | Should -Be changed
    }

    It 'drives a distribution from its request to the wait' {
        $sent = $Rows | ForEach-Object {
            $configuration = $_ | Get-IBDistributionConfiguration
            [pscustomobject]@{ SourceImage = $Ami; DistributionConfigurationArn = $configuration.Arn; ExecutionRole = 'ImageBuilderRole'; Region = $_.Region; RoleArn = $_.RoleArn }
        } | Invoke-IBDistributeImage
        $done = $sent | Wait-IBImage -PollingIntervalSeconds 0.05
        @($done.ImageBuildVersionArn | ForEach-Object { ($_ -split ':')[3, 4] -join ' ' }) |
            Should -Be "us-east-1 $Account", 'us-east-1 111122223333', 'eu-west-1 111122223333'
        $done.Status | Should -Be AVAILABLE, AVAILABLE, AVAILABLE
    }

    It 'reads facts and previews of each account' {
        @($Rows | Get-IBImageFact | Select-Object -ExpandProperty ImageArn | ForEach-Object { ($_ -split ':')[3, 4] -join ' ' } | Select-Object -Unique) |
            Should -Be "us-east-1 $Account", 'us-east-1 111122223333', 'eu-west-1 111122223333'
        @($Rows | Get-IBLifecyclePreview -Name demo -NoFact | Select-Object -ExpandProperty ImageArn | ForEach-Object { ($_ -split ':')[3, 4] -join ' ' } | Select-Object -Unique) |
            Should -Be "us-east-1 $Account", 'us-east-1 111122223333', 'eu-west-1 111122223333'
    }

    It 'previews all policies of each account' {
        $second = Get-IBLifecyclePolicy -Name demo
        $null = New-IBLifecyclePolicy second -ResourceType AMI_IMAGE -ExecutionRole r -Status DISABLED -PolicyDetail $second.PolicyDetails -ResourceSelection $second.ResourceSelection
        $alone = @(Get-IBLifecyclePreview -NoFact -WarningAction SilentlyContinue)
        $alone.Count | Should -Be (2 * @(Get-IBLifecyclePreview $PolicyArn -NoFact).Count)
        @($Rows | Get-IBLifecyclePreview -NoFact -WarningAction SilentlyContinue | ForEach-Object { ($_.ImageArn -split ':')[3, 4] -join ' ' } | Select-Object -Unique) |
            Should -Be "us-east-1 $Account", 'us-east-1 111122223333', 'eu-west-1 111122223333'
        Remove-IBLifecyclePolicy -Name second -Confirm:$false
    }

    It 'goes on after an account that fails, and says which one it was' {
        $bad = [pscustomobject]@{ Region = 'us-east-1'; RoleArn = $NoRole }, [pscustomobject]@{ Region = 'no region'; RoleArn = $null }, [pscustomobject]@{ Region = 'us-east-1'; RoleArn = 'Reader' }
        $found = $bad + $Rows[1] | Get-IBLifecyclePolicy -ErrorVariable failures -ErrorAction SilentlyContinue
        AccountsOf $found | Should -Be 'us-east-1 111122223333'
        $failures | Should -HaveCount 3
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        $failures[0].ErrorDetails.Message | Should -BeLike "*sts:AssumeRole*(role $NoRole, region us-east-1)"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike 'Ask for the permission that the message names*'
        $failures[1].FullyQualifiedErrorId | Should -BeLike 'InvalidSettings,*'
        $failures[2].Exception.Message | Should -Be "Got the role 'Reader', expected the ARN of a role."
    }

    It 'gives way to the region of an ARN' {
        $decision = [pscustomobject]@{ ImageArn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/1.0.0/1"; Region = 'eu-west-1' }
        ($decision | Get-IBImage).Arn | Should -Be $decision.ImageArn
        { Get-IBImage $decision.ImageArn -Region eu-west-1 -ErrorAction Stop } | Should -Throw -ErrorId 'WrongRegion,*'
    }

    It 'creates in each account' {
        $created = $Rows | New-IBDistributionConfiguration everywhere (New-IBDistribution eu-central-1)
        @($created.DistributionConfigurationArn | ForEach-Object { ($_ -split ':')[3, 4] -join ' ' }) |
            Should -Be "us-east-1 $Account", 'us-east-1 111122223333', 'eu-west-1 111122223333'
    }

    It 'does not take the region of a decision for that of <_>' -ForEach 'ConvertTo-IBLifecycleReport', 'Test-IBLifecyclePreview' {
        (Get-Command $_).Parameters['Region'].Attributes.ValueFromPipelineByPropertyName | Should -Not -Contain $true
    }

    It 'gives each row of a table in the ledger its account' {
        $ledger = "$TestDrive/accounts.jsonl"
        $inputs = $Rows[1, 2] | ForEach-Object {
            [pscustomobject]@{ SourceImage = 'ami-00000000000000009'; DistributionConfigurationArn = "arn:aws:imagebuilder:$($_.Region):111122223333:distribution-configuration/demo"; ExecutionRole = 'r'; RoleArn = $_.RoleArn; Region = $_.Region }
        }
        $first = $inputs | Invoke-IBDistributeImage -LedgerPath $ledger
        $second = $inputs | Invoke-IBDistributeImage -LedgerPath $ledger
        $second.ImageBuildVersionArn | Should -Be $first.ImageBuildVersionArn
        $first.RoleArn | Should -Be $Other, $Other
        ($first | Wait-IBImage -PollingIntervalSeconds 0.05).Status | Should -Be AVAILABLE, AVAILABLE
    }
}

Describe 'A role' {
    It 'is assumed once for many calls, with external id and session name' {
        $null = Get-IBImage -All -RoleArn arn:aws:iam::111122223333:role/Once -ExternalId secret-partner -RoleSessionName weekly-report
        $null = Get-IBImage -All -RoleArn arn:aws:iam::111122223333:role/Once -ExternalId secret-partner -RoleSessionName weekly-report
        $null = Get-IBLifecyclePolicy -RoleArn arn:aws:iam::111122223333:role/Once -ExternalId secret-partner -RoleSessionName weekly-report
        $calls = (Invoke-RestMethod "$((Get-IBLocalService).Url)_local/journal?max=10000").entries
        @($calls | Where-Object { $_.operation -eq 'AssumeRole' -and "$_" -like '*role/Once*' }) | Should -HaveCount 1
        (Get-IBImage -All -First 1 -RoleArn arn:aws:iam::111122223333:role/Once).Arn | Should -BeLike '*:111122223333:*'
    }

    It 'needs to be there for <Name>' -ForEach @(
        @{ Name = '-ExternalId'; With = @{ ExternalId = 'x' }; Message = 'An external id was given without a role to assume.' }
        @{ Name = '-RoleSessionName'; With = @{ RoleSessionName = 'xy' }; Message = 'A session name was given without a role to assume.' }
        @{ Name = 'a valid -RoleSessionName'; With = @{ RoleArn = 'arn:aws:iam::111122223333:role/R'; RoleSessionName = 'a b' }; Message = "Got the session name 'a b', expected*" }
    ) {
        Get-IBImage @With -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidSettings,*'
        $failure[0].Exception.Message | Should -BeLike $Message
    }
}

Describe 'The conventions of AWS.Tools' {
    BeforeAll {
        # The types of AWS.Tools, as far as other modules see them.
        Add-Type -TypeDefinition @'
namespace Amazon.Runtime
{
    public class ImmutableCredentials { public string AccessKey { get; set; } public string SecretKey { get; set; } public string Token { get; set; } }
    public class StubCredentials { public int Asked; public string Account; public ImmutableCredentials GetCredentials() { Asked++; return new ImmutableCredentials { AccessKey = Account, SecretKey = "top-secret-key", Token = "top-secret-token" }; } }
    public class StubResponse { public StubCredentials Credentials { get; set; } }
}
namespace Amazon.PowerShell.Common
{
    public class AWSPSCredentials { private string name; public AWSPSCredentials(string name) { this.name = name; } public override string ToString() { return name; } }
}
'@
        function NewCredentials([string] $account) { [Amazon.Runtime.StubCredentials] @{ Account = $account } }
        function AccountOf([scriptblock] $list) { @((& $list).Arn | ForEach-Object { ($_ -split ':')[4] } | Select-Object -Unique) }
    }
    AfterEach { Remove-Variable StoredAWSRegion, StoredAWSCredentials -Scope Global -ErrorAction SilentlyContinue }

    It 'takes credentials of another AWS SDK, asks them again for each call, and shows no secret' {
        $credentials = NewCredentials 444455556666
        AccountOf { Get-IBLifecyclePolicy -Credential $credentials } | Should -Be 444455556666
        $before = $credentials.Asked
        $all = Get-IBLifecyclePolicy -Credential $credentials -Verbose -Debug *>&1 | Out-String
        $credentials.Asked | Should -BeGreaterThan $before
        $all | Should -Not -BeLike '*top-secret*'
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'the response of Use-STSRole'; Make = { [Amazon.Runtime.StubResponse] @{ Credentials = NewCredentials 444455556666 } } }
        @{ Name = 'a PSCredential'; Make = { [pscredential]::new('444455556666', (ConvertTo-SecureString k -AsPlainText -Force)) } }
        @{ Name = 'the JSON of aws sts assume-role'; Make = { '{"Credentials":{"AccessKeyId":"444455556666","SecretAccessKey":"k","SessionToken":"t"}}' | ConvertFrom-Json } }
        @{ Name = 'a hashtable'; Make = { @{ AccessKeyId = '444455556666'; SecretAccessKey = 'k' } } }
    ) {
        $credentials = & $Make
        AccountOf { Get-IBLifecyclePolicy -Credential $credentials } | Should -Be 444455556666
    }

    It 'refuses what has no keys, and two kinds of credentials' {
        { Get-IBLifecyclePolicy -Credential 5 } | Should -Throw -ExpectedMessage '*Got Int32, expected credentials*'
        Get-IBLifecyclePolicy -Credential (NewCredentials 444455556666) -AccessKey a -SecretKey b -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Message | Should -Be '-Credential and -AccessKey exclude each other.'
    }

    It 'uses the region of Set-DefaultAWSRegion, unless -Region says otherwise' {
        $global:StoredAWSRegion = 'eu-west-1'
        AccountsOf (Get-IBLifecyclePolicy) | Should -Be "eu-west-1 $Account"
        AccountsOf (Get-IBLifecyclePolicy -Region us-west-2) | Should -Be "us-west-2 $Account"
        AccountsOf ([pscustomobject]@{ Region = 'ap-southeast-2' } | Get-IBLifecyclePolicy) | Should -Be "ap-southeast-2 $Account"
    }

    It 'uses the credentials of Set-AWSCredential, unless others are given' {
        $global:StoredAWSCredentials = NewCredentials 444455556666
        AccountOf { Get-IBLifecyclePolicy } | Should -Be 444455556666
        AccountOf { Get-IBLifecyclePolicy -Credential (NewCredentials 111122223333) } | Should -Be 111122223333
        AccountOf { Get-IBLifecyclePolicy -AccessKey 111122223333 -SecretKey x } | Should -Be 111122223333
    }

    It 'asks Get-AWSCredential where the variable shows only a name' {
        $global:StoredAWSCredentials = [Amazon.PowerShell.Common.AWSPSCredentials]::new('kept')
        function global:Get-AWSCredential { [Amazon.Runtime.StubCredentials] @{ Account = '444455556666' } }
        try { AccountOf { Get-IBLifecyclePolicy } | Should -Be 444455556666 }
        finally { Remove-Item function:Get-AWSCredential }
    }

    It 'takes the name for a profile where there is no Get-AWSCredential' {
        $global:StoredAWSCredentials = [Amazon.PowerShell.Common.AWSPSCredentials]::new('no-such-profile')
        Get-IBLifecyclePolicy -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Message | Should -BeLike "The profile 'no-such-profile' does not exist*"
    }

    It 'takes objects of Get-EC2Image and of Get-EC2IB cmdlets whole' {
        $image = [pscustomobject]@{ ImageId = $Ami; Name = 'web'; OwnerId = $Account; Tags = @() }
        ($image | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole r).SourceImage | Should -Be $Ami
        $detail = [pscustomobject]@{ Arn = $ConfigurationArn; Name = 'demo'; Distributions = @() }
        ($detail | Get-IBDistributionConfiguration).Arn | Should -Be $ConfigurationArn
        $policy = [pscustomobject]@{ Arn = $PolicyArn; Name = 'demo'; Status = [pscustomobject]@{ Value = 'ENABLED' } }
        ($policy | Get-IBLifecyclePolicy).Arn | Should -Be $PolicyArn
    }
}
