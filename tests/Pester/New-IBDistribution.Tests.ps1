BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'New-IBDistribution' {
    It 'makes an entry for each region with the same settings' {
        $entries = New-IBDistribution -Region us-east-1, eu-west-1 -Name 'web {{ imagebuilder:buildDate }}' -Description 'Web server' `
            -TargetAccountId 111122223333 -AmiTag @{ Team = 'web' } -KmsKeyId alias/web -LaunchPermission @{ userIds = '444455556666' } `
            -SsmParameterConfiguration @{ parameterName = '/images/web' } -LaunchTemplateConfiguration @{ launchTemplateId = 'lt-0123456789abcdef0' }
        $entries | Should -BeOfType ImageBuilderPS.Api.Resources.Distribution
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

    It 'says what a name has to be: three characters or more, with the build date' {
        { New-IBDistribution us-east-1 -Name ab } | Should -Throw -ExpectedMessage "*got 'ab', expected an AMI name of 3 to 127*"
        { New-IBDistribution us-east-1 -Name abc } | Should -Throw -ExpectedMessage "*got 'abc', expected *that holds {{ imagebuilder:buildDate }}*"
        (New-IBDistribution us-east-1 -Name 'a{{imagebuilder:buildDate}}').AmiDistributionConfiguration.Name | Should -Be 'a{{imagebuilder:buildDate}}'
    }
}
