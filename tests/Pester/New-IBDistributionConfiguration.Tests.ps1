BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}
AfterAll { Stop-IBLocalService }

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
        New-IBDistributionConfiguration 'never made' (New-IBDistribution us-east-1) -WhatIf | Should -BeNullOrEmpty
        New-IBDistributionConfiguration 'x' @{ } -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].Exception.Violations.Path | Should -Be 'name', 'distributions[0].region', 'distributions[0]'
        Get-IBDistributionConfiguration -Filter @{ name = 'never made' } | Should -BeNullOrEmpty
    }

    It 'says that a name is taken' {
        New-IBDistributionConfiguration demo (New-IBDistribution us-east-1) -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ResourceExists
    }

    It 'refuses <Name> before the call, and so does the service' -ForEach @(
        @{ Name = 'a fixed AMI name'; Distribution = @{ region = 'us-east-1'; amiDistributionConfiguration = @{ name = 'fixed-name' } }
            Path = 'distributions[0].amiDistributionConfiguration.name'; Says = '*that holds {{ imagebuilder:buildDate }}*'; Id = 'InvalidParameterValueException' }
        @{ Name = 'a region alone'; Distribution = @{ region = 'us-east-1' }; Path = 'distributions[0]'; Says = '*one or more outputs*'; Id = 'InvalidParameterValueException' }
        @{ Name = 'a region twice'; Distribution = @(@{ region = 'us-east-1'; amiDistributionConfiguration = @{ } }, @{ region = 'us-east-1'; amiDistributionConfiguration = @{ } })
            Path = 'distributions[1].region'; Says = '*each region once*'; Id = 'InvalidRequestException' }
    ) {
        New-IBDistributionConfiguration refused $Distribution -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].Exception.Violations.Path | Should -Be $Path
        $failure[0].ErrorDetails.Message | Should -BeLike $Says
        New-IBDistributionConfiguration refused $Distribution -SkipValidation -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure[0].CategoryInfo.Category | Should -BeLike 'Invalid*'
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -Be 'See the message.'
    }

    It 'warns of a key that other accounts cannot find' {
        $entry = New-IBDistribution us-east-1 -TargetAccountId 111122223333 -KmsKeyId alias/images
        New-IBDistributionConfiguration 'with key' $entry -WhatIf -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeLike "*kmsKeyId: 'alias/images' names a key of the source account*"
    }

    It 'lets the service check with -DryRun, and creates nothing' {
        $all = New-IBDistributionConfiguration checked (New-IBDistribution us-east-1) -DryRun -Verbose -WarningAction SilentlyContinue 4>&1 -ErrorVariable failure
        $failure | Should -BeNullOrEmpty
        $all.Where{ $_ -isnot [Management.Automation.VerboseRecord] } | Should -BeNullOrEmpty
        $all -match 'dry run succeeded: the service would create distribution configuration checked' | Should -HaveCount 1
        Get-IBDistributionConfiguration -Name checked -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'writes the error of the call when a -DryRun is not valid' {
        New-IBDistributionConfiguration demo (New-IBDistribution us-east-1) -DryRun -WarningAction SilentlyContinue -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceAlreadyExistsException,*'
    }

    It 'sends no -DryRun with -WhatIf, and says that it would only check' {
        $said = Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService; New-IBDistributionConfiguration checked (New-IBDistribution us-east-1) -DryRun -WhatIf 3>`$null"
        ($said -join ' ') | Should -Match 'Check on the service distribution configuration checked'
        ($said -join ' ') | Should -Not -Match 'succeeded'
    }
}
