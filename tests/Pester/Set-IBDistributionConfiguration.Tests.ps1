BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}
AfterAll { Stop-IBLocalService }

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

    It 'changes one configuration twice: the token of what is piped is not the token of the change' {
        $created = NewConfiguration
        $null = $created | Set-IBDistributionConfiguration -Description 'first'
        $null = $created | Set-IBDistributionConfiguration -Description 'second'
        ($created | Get-IBDistributionConfiguration).Description | Should -Be 'second'
    }

    It 'changes nothing with -WhatIf, nor when nothing is given' {
        $configuration = NewConfiguration
        $configuration | Set-IBDistributionConfiguration -Description 'never' -WhatIf | Should -BeNullOrEmpty
        $configuration | Set-IBDistributionConfiguration -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warning | Should -HaveCount 1
        ($configuration | Get-IBDistributionConfiguration).Description | Should -Be 'as it was'
    }

    It 'refuses a configuration that changed since it was read' {
        $read = NewConfiguration | Set-IBDistributionConfiguration -Description 'mine' | Get-IBDistributionConfiguration
        $null = Set-IBDistributionConfiguration $read.Arn -Description 'theirs'
        $read | Set-IBDistributionConfiguration -Distribution (New-IBDistribution us-west-2) -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConflictingChange,*'
        $failure[0].CategoryInfo.Category | Should -Be ResourceBusy
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Force*'
        ($read | Get-IBDistributionConfiguration).Distributions.Region | Should -Be us-east-1, eu-west-1

        $null = $read | Set-IBDistributionConfiguration -Distribution (New-IBDistribution us-west-2) -Force
        ($read | Get-IBDistributionConfiguration).Description | Should -Be 'theirs'
        ($read | Get-IBDistributionConfiguration).Distributions.Region | Should -Be us-west-2
    }

    It 'refuses one that changed while -Confirm asked, the first change of all too' {
        Add-Type -Path "$PSScriptRoot/RecordingHost.cs"
        $recorder = [RecordingHost]::new()
        $configuration = NewConfiguration
        $recorder.Choices.Enqueue(0)
        $recorder.RunBeforeChoice = "Import-Module '$ModulePath'; Set-IBDistributionConfiguration $($configuration.DistributionConfigurationArn) -Description theirs"
        $shell = [powershell]::Create()
        $shell.Runspace = [runspacefactory]::CreateRunspace($recorder)
        $shell.Runspace.Open()
        $null = $shell.AddScript("Import-Module '$ModulePath'; Set-IBDistributionConfiguration $($configuration.DistributionConfigurationArn) -Description mine -Confirm")
        $shell.Invoke() | Should -BeNullOrEmpty
        $shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'ConflictingChange,*'
        $shell.Streams.Error[0].Exception.Message | Should -BeLike '*expected never as read*'
        $shell.Dispose()
        ($configuration | Get-IBDistributionConfiguration).Description | Should -Be 'theirs'
    }

    It 'says that a configuration does not exist' {
        Set-IBDistributionConfiguration "${ConfigurationArn}x" -Description 'never' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
    }
}
