BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Test-IBDistributeImage' {
    It 'passes what the service would take, and sends nothing' {
        $before = (Get-IBImage -All).Count
        $test = Test-IBDistributeImage $Ami $ConfigurationArn $Role
        $test | Should -BeOfType ImageBuilderPS.Distributing.DistributeImageTest
        $test.Passed | Should -BeTrue
        ($test.Checks | Where-Object Name -EQ Regions).Message | Should -Be 'us-east-1, eu-west-1, ap-southeast-2'
        ($test.Checks | Where-Object Name -EQ Accounts).Message | Should -BeLike '111122223333, 444455556666*'
        (Get-IBImage -All).Count | Should -Be $before
    }

    It 'passes <Source>, as the service does' -ForEach @(
        @{ Source = 'arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0' }
        @{ Source = 'arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/x.x.x' }
        @{ Source = 'ssm:arn:aws:ssm:us-east-1:123456789012:parameter/images/web-server/latest' }
    ) {
        (Test-IBDistributeImage $Source $ConfigurationArn $Role).Passed | Should -BeTrue
        (Invoke-IBDistributeImage $Source $ConfigurationArn $Role).SourceImage | Should -Be $Source
    }

    It 'has a failed row for each thing that is wrong' {
        $test = Test-IBDistributeImage web "${ConfigurationArn}x" 'a role'
        $test.Passed | Should -BeFalse
        ($test.Checks | Where-Object Result -EQ Failed).Name | Should -Be SourceImage, DistributionConfiguration, ExecutionRole
    }

    It 'writes a boolean for each input with -Quiet' {
        $answers = @($Ami, 'web' | Test-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role -Quiet)
        $answers | Should -BeOfType bool
        $answers | Should -Be $true, $false
        Test-IBDistributeImage xyz demo 'r r' -Quiet | Should -BeFalse
    }

    It 'writes false with -Quiet where nothing can be asked' {
        $answer = Test-IBDistributeImage $Ami $ConfigurationArn $Role -Quiet -EndpointUrl http://127.0.0.1:1 -Region us-east-1 -AccessKey test `
            -SecretKey (ConvertTo-SecureString test -AsPlainText -Force) -ErrorAction SilentlyContinue -ErrorVariable failure
        $answer | Should -BeFalse
        $failure | Should -Not -BeNullOrEmpty
    }

    It 'tests each row of a plan' {
        $tests = @"
ImageId,DistributionConfigurationArn,ExecutionRole
$Ami,$ConfigurationArn,$Role
ami-1,$ConfigurationArn,$Role
"@ | ConvertFrom-Csv | Test-IBDistributeImage
        $tests.Passed | Should -Be $true, $false
    }

    It 'tells an image that is not available' {
        Start-IBLocalService -StepMilliseconds 60000
        $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
        $test = $sent.ImageBuildVersionArn | Test-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role
        ($test.Checks | Where-Object Name -EQ ImageAvailable).Result | Should -Be Failed
    }
}
