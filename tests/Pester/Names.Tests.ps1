BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Names in place of ARNs' {
    BeforeEach {
        $Url = (Start-IBLocalService -PassThru).Url
        $null = Get-IBLifecyclePolicy $PolicyArn | New-IBLifecyclePolicy -Name 'Web servers' -Status DISABLED
    }

    It 'read one in whole, in any spelling that AWS takes for the same name' {
        Get-IBLifecyclePolicy -Name demo | Should -BeOfType ImageBuilderPS.Api.Resources.LifecyclePolicy
        (Get-IBLifecyclePolicy -Name 'Web servers', WEB_SERVERS).Name | Should -Be 'Web servers', 'Web servers'
        (Get-IBDistributionConfiguration -Name demo).Distributions | Should -HaveCount 3
    }

    It 'are patterns for Get-, no more than -First' {
        (Get-IBLifecyclePolicy -Name '*e*').Name | Sort-Object | Should -Be demo, 'Web servers'
        Get-IBLifecyclePolicy -Name '*e*' -First 1 | Should -HaveCount 1
        Get-IBLifecyclePolicy -Name 'x*' | Should -BeNullOrEmpty
        (Get-IBDistributionConfiguration -Name 'd?mo').Name | Should -Be demo
    }

    It 'that do not exist list near ones, and the next name goes on' {
        (Get-IBLifecyclePolicy -Name dmeo, demo -ErrorVariable failure -ErrorAction SilentlyContinue).Name | Should -Be demo
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failure[0].TargetObject | Should -Be dmeo
        $failure[0].Exception.Message | Should -Be "There is no lifecycle policy named 'dmeo' in region us-east-1. Did you mean 'demo'?"
        Get-IBDistributionConfiguration -Name something-else -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Message | Should -Be "There is no distribution configuration named 'something-else' in region us-east-1."
    }

    It 'whose list fails are one error, of the service' {
        $null = Invoke-RestMethod "${Url}_local/fail?operation=ListLifecyclePolicies&error=AccessDeniedException&count=1" -Method Post
        Get-IBLifecyclePolicy -Name demo -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AccessDeniedException,*'
    }

    It 'change, preview and remove a policy' {
        (Update-IBLifecyclePolicy -Name demo -Merge -Description mine -PassThru).Description | Should -Be mine
        $live = Get-IBLifecyclePolicy -Name demo
        $after = Update-IBLifecyclePolicy -Name demo -ExecutionRole other -ResourceType AMI_IMAGE -PolicyDetail $live.PolicyDetails `
            -ResourceSelection $live.ResourceSelection -Status DISABLED -PassThru
        $after.ExecutionRole | Should -Be other
        (Get-IBLifecyclePreview -Name demo -WarningAction SilentlyContinue).Count | Should -Be (Get-IBLifecyclePreview $PolicyArn -WarningAction SilentlyContinue).Count
        Remove-IBLifecyclePolicy -Name demo, 'Web servers' -Confirm:$false
        Get-IBLifecyclePolicy | Should -BeNullOrEmpty
    }

    It 'say what a replacement by name lacks' {
        Update-IBLifecyclePolicy -Name demo -ExecutionRole other -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Violations.Path | Should -Be resourceType, policyDetails, resourceSelection
    }

    It 'do not bind by the property Name: a policy that is piped stays the one that it is' {
        $piped = Get-IBLifecyclePolicy $PolicyArn
        $piped.Name = 'Web servers'
        $null = $piped | Update-IBLifecyclePolicy -Description mine
        (Get-IBLifecyclePolicy $PolicyArn).Description | Should -Be mine
        $null = $piped | Update-IBLifecyclePolicy -Merge -Status DISABLED -Force
        (Get-IBLifecyclePolicy $PolicyArn).Status | Should -Be DISABLED
        $piped | Remove-IBLifecyclePolicy -Confirm:$false
        (Get-IBLifecyclePolicy).Name | Should -Be 'Web servers'
    }

    It 'change and remove a configuration' {
        $null = Set-IBDistributionConfiguration -Name demo -Description mine
        (Get-IBDistributionConfiguration $ConfigurationArn).Description | Should -Be mine
        $null = Remove-IBDistributionConfiguration -Name demo -Confirm:$false
        Get-IBDistributionConfiguration | Should -BeNullOrEmpty
        Set-IBDistributionConfiguration -Name demo -Description mine -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
    }

    It 'distribute and test, with one look-up for all inputs' {
        $sent = & {
            $Ami
            $null = Invoke-RestMethod "${Url}_local/fail?operation=ListDistributionConfigurations&error=AccessDeniedException&count=1" -Method Post
            'ami-11111111111111111'
        } | Invoke-IBDistributeImage -DistributionConfigurationName demo -ExecutionRole $Role -ErrorVariable failure -ErrorAction SilentlyContinue
        $sent.DistributionConfigurationArn | Should -Be $ConfigurationArn, $ConfigurationArn
        Get-IBDistributionConfiguration -ErrorVariable unused -ErrorAction SilentlyContinue
        $unused[0].FullyQualifiedErrorId | Should -BeLike 'AccessDeniedException,*'
        (Test-IBDistributeImage $Ami -DistributionConfigurationName demo $Role).Passed | Should -BeTrue
        Invoke-IBDistributeImage $Ami -DistributionConfigurationName dmo -ExecutionRole $Role -ErrorVariable failure -ErrorAction SilentlyContinue
        Test-IBDistributeImage $Ami -DistributionConfigurationName dmo -ExecutionRole $Role -ErrorVariable +failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        $failure | Should -HaveCount 2
    }

    It 'are offered on Tab, quoted where they hold a space' {
        (TabUntilAnswered 'Update-IBLifecyclePolicy -Name ').CompletionText | Sort-Object | Should -Be "'Web servers'", demo
        (TabUntilAnswered 'Invoke-IBDistributeImage -DistributionConfigurationName ').CompletionText | Should -Be demo
    }
}

Describe 'A bad ARN' {
    BeforeAll { Start-IBLocalService }

    It 'is one non-terminating error of <Cmdlet>, and the next goes on' -ForEach @(
        @{ Cmdlet = 'Get-IBLifecyclePolicy'; Good = 'PolicyArn' }
        @{ Cmdlet = 'Get-IBDistributionConfiguration'; Good = 'ConfigurationArn' }
        @{ Cmdlet = 'Get-IBImage'; Good = '' }
        @{ Cmdlet = 'Get-IBLifecycleExecution'; Good = '' }
        @{ Cmdlet = 'Get-IBLifecycleExecutionResource'; Good = '' }
        @{ Cmdlet = 'Remove-IBLifecyclePolicy'; Good = '' }
        @{ Cmdlet = 'Remove-IBDistributionConfiguration'; Good = '' }
        @{ Cmdlet = 'Remove-IBImage'; Good = '' }
        @{ Cmdlet = 'Get-IBResourceTag'; Good = '' }
        @{ Cmdlet = 'Wait-IBImage'; Good = '' }
    ) {
        $last = if ($Good) { Get-Variable $Good -ValueOnly } else { 'worse' }
        $read = 'bogus', $last | & $Cmdlet -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount $(if ($Good) { 1 } else { 2 })
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeLike '*-SkipValidation*'
        if ($Good) { $read.Arn | Should -Be $last }
    }

    It 'that is a name says where a name goes' {
        Get-IBLifecyclePolicy demo -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Name.'
        Invoke-IBDistributeImage $Ami demo $Role -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-DistributionConfigurationName.'
    }

    It 'of another region is refused before the call: <Name>' -ForEach @(
        @{ Name = 'Get-IBLifecyclePolicy'; Call = { Get-IBLifecyclePolicy ($PolicyArn -replace 'us-east-1', 'eu-west-1') @Quiet } }
        @{ Name = 'Update-IBLifecyclePolicy'; Call = { Update-IBLifecyclePolicy ($PolicyArn -replace 'us-east-1', 'eu-west-1') -Merge -Status DISABLED @Quiet } }
        @{ Name = 'Remove-IBLifecyclePolicy'; Call = { Remove-IBLifecyclePolicy ($PolicyArn -replace 'us-east-1', 'eu-west-1') -Confirm:$false @Quiet } }
        @{ Name = 'Invoke-IBDistributeImage'; Call = { Invoke-IBDistributeImage $Ami ($ConfigurationArn -replace 'us-east-1', 'eu-west-1') $Role @Quiet } }
        @{ Name = 'Wait-IBImage'; Call = { Wait-IBImage arn:aws:imagebuilder:eu-west-1:123456789012:image/web/1.0.0/1 @Quiet } }
    ) {
        $Quiet = @{ ErrorVariable = 'failure'; ErrorAction = 'SilentlyContinue' }
        . $Call
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'WrongRegion,*'
        $failure[0].CategoryInfo.Category | Should -Be InvalidArgument
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Region eu-west-1*'
    }

    It 'of another region is sent with -SkipValidation, and that of its own region goes through' {
        Invoke-IBDistributeImage $Ami ($ConfigurationArn -replace 'us-east-1', 'eu-west-1') $Role -SkipValidation -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -Not -BeLike 'WrongRegion,*'
        Get-IBLifecyclePolicy ($PolicyArn -replace 'us-east-1', 'eu-west-1') -Region eu-west-1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -Not -BeLike 'WrongRegion,*'
    }

    It 'of Amazon has every region' {
        Get-IBImage arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux/x.x.x -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -Not -BeLike 'WrongRegion,*'
    }
}
