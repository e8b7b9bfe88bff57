BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $script:number = 0
    function NewConfiguration([hashtable] $more = @{}) {
        $entries = New-IBDistribution us-east-1, eu-west-1 -Name 'web {{ imagebuilder:buildDate }}' -TargetAccountId 111122223333
        New-IBDistributionConfiguration -Name "web $((++$script:number))" -Distribution $entries -Description 'as it was' @more
    }
}
AfterAll { Stop-IBLocalService }

Describe 'New-IBDistribution' {
    It 'makes an entry for each region with the same settings' {
        $entries = New-IBDistribution -Region us-east-1, eu-west-1 -Name 'web {{ imagebuilder:buildDate }}' -Description 'Web server' `
            -TargetAccountId 111122223333 -AmiTag @{ Team = 'web' } -KmsKeyId alias/web -LaunchPermission @{ userIds = '444455556666' } `
            -SsmParameterConfiguration @{ parameterName = '/images/web' } -LaunchTemplateConfiguration @{ launchTemplateId = 'lt-0123456789abcdef0' }
        $entries | Should -BeOfType ImageBuilderPS.Contract.Distribution
        $entries.Region | Should -Be us-east-1, eu-west-1
        $ami = $entries[1].AmiDistributionConfiguration
        $ami.Name | Should -Be 'web {{ imagebuilder:buildDate }}'
        $ami.TargetAccountIds | Should -Be 111122223333
        $ami.AmiTags.Team | Should -Be web
        $ami.LaunchPermission.UserIds | Should -Be 444455556666
        $entries[1].SsmParameterConfigurations[0].ParameterName | Should -Be /images/web
        $entries[1].LaunchTemplateConfigurations[0].LaunchTemplateId | Should -Be lt-0123456789abcdef0
    }

    It 'takes regions from the pipeline' {
        ('us-east-1', 'us-west-2' | New-IBDistribution).Region | Should -Be us-east-1, us-west-2
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'an account id of 11 digits'; Argument = @{ TargetAccountId = '11112222333' }; Says = '*12 digits*' }
        @{ Name = 'an unknown key'; Argument = @{ LaunchPermission = @{ userId = '1' } }; Says = "*unknown key 'userId'*userIds*" }
    ) {
        { New-IBDistribution us-east-1 @Argument } | Should -Throw -ExpectedMessage $Says
    }
}

Describe 'New-IBDistributionConfiguration' {
    It 'creates what Get-IBDistributionConfiguration reads' {
        $created = NewConfiguration @{ Tag = @{ Team = 'web' } }
        $read = $created | Get-IBDistributionConfiguration
        $read.Distributions.Region | Should -Be us-east-1, eu-west-1
        $read.Distributions[0].AmiDistributionConfiguration.TargetAccountIds | Should -Be 111122223333
        $read.Tags.Team | Should -Be web
    }

    It 'takes entries as hashtables' {
        $created = New-IBDistributionConfiguration 'by hand' @{ region = 'us-east-1'; amiDistributionConfiguration = @{ targetAccountIds = '111122223333' } }
        ($created | Get-IBDistributionConfiguration).Distributions[0].AmiDistributionConfiguration.TargetAccountIds | Should -Be 111122223333
    }

    It 'creates nothing with -WhatIf, nor what breaks a constraint' {
        New-IBDistributionConfiguration 'never made' @{ region = 'us-east-1' } -WhatIf | Should -BeNullOrEmpty
        New-IBDistributionConfiguration 'x' @{ } -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].Exception.Violations.Path | Should -Be 'name', 'distributions[0].region'
        Get-IBDistributionConfiguration -Filter @{ name = 'never made' } | Should -BeNullOrEmpty
    }

    It 'says that a name is taken' {
        New-IBDistributionConfiguration demo @{ region = 'us-east-1' } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ResourceExists
    }
}

Describe 'Get-IBDistributionConfiguration' {
    It 'lists in short, and in whole with -Detail' {
        $null = 1..3 | ForEach-Object { NewConfiguration }
        Get-IBDistributionConfiguration -First 2 | Should -HaveCount 2
        Get-IBDistributionConfiguration -Filter @{ name = 'demo' } | Should -BeOfType ImageBuilderPS.Contract.DistributionConfigurationSummary
        (Get-IBDistributionConfiguration -Filter @{ name = 'demo' } -Detail).Distributions.Count | Should -Be 3
    }
}

Describe 'Set-IBDistributionConfiguration' {
    It 'changes the description and keeps the entries' {
        $changed = NewConfiguration | Set-IBDistributionConfiguration -Description 'as it is'
        $read = $changed | Get-IBDistributionConfiguration
        $read.Description | Should -Be 'as it is'
        $read.Distributions.Region | Should -Be us-east-1, eu-west-1
    }

    It 'changes the entries and keeps the description' {
        $read = NewConfiguration | Set-IBDistributionConfiguration -Distribution (New-IBDistribution us-west-2) | Get-IBDistributionConfiguration
        $read.Distributions.Region | Should -Be us-west-2
        $read.Description | Should -Be 'as it was'
    }

    It 'changes nothing with -WhatIf, nor when nothing is given' {
        $configuration = NewConfiguration
        $configuration | Set-IBDistributionConfiguration -Description 'never' -WhatIf | Should -BeNullOrEmpty
        $configuration | Set-IBDistributionConfiguration -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warning | Should -HaveCount 1
        ($configuration | Get-IBDistributionConfiguration).Description | Should -Be 'as it was'
    }

    It 'says that a configuration does not exist' {
        Set-IBDistributionConfiguration "${ConfigurationArn}x" -Description 'never' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
    }
}

Describe 'Remove-IBDistributionConfiguration' {
    It 'deletes configurations from the pipeline' {
        $configurations = (NewConfiguration), (NewConfiguration)
        $configurations | Remove-IBDistributionConfiguration -Confirm:$false | Should -HaveCount 2
        $configurations | Get-IBDistributionConfiguration -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'asks first, and deletes nothing with -WhatIf' {
        (Get-Command Remove-IBDistributionConfiguration).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be High
        $configuration = NewConfiguration
        $configuration | Remove-IBDistributionConfiguration -WhatIf
        $configuration | Get-IBDistributionConfiguration | Should -Not -BeNullOrEmpty
    }
}
