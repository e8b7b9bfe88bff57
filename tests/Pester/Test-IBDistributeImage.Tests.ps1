BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function Control([string] $path) { $null = Invoke-RestMethod -Method Post "$((Get-IBLocalService).Url)_local/$path" }

    function Configure([string[]] $region = 'us-east-1', [hashtable] $more = @{}, [hashtable] $entry = @{}) {
        $distributions = foreach ($one in $region) {
            @{ region = $one; amiDistributionConfiguration = @{ name = 'web {{ imagebuilder:buildDate }}' } + $more } + $entry
        }
        (New-IBDistributionConfiguration -Name "preflight $((++$script:number))" -Distribution $distributions -WarningAction SilentlyContinue).DistributionConfigurationArn
    }

    # What the service itself would refuse to store, as a configuration of earlier years.
    function Rename([string] $arn, [string] $name) {
        $file = Join-Path $TestDrive 'state.json'
        Export-IBLocalService -Path $file -Force
        (Get-Content $file -Raw).Replace('web {{ imagebuilder:buildDate }}', $name) | Set-Content $file
        Import-IBLocalService -Path $file -Confirm:$false
        $arn
    }

    function Ec2([hashtable] $form, [string] $account = '123456789012', [string] $region = 'us-east-1') {
        $headers = @{ Authorization = "AWS4-HMAC-SHA256 Credential=$account/20260601/$region/ec2/aws4_request, SignedHeaders=host, Signature=0" }
        Invoke-RestMethod -Method Post (Get-IBLocalService).Url -Headers $headers -Body (@{ Version = '2016-11-15' } + $form) -SkipHeaderValidation
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Test-IBDistributeImage' {
    It 'passes what the service would take, and sends nothing' {
        $before = (Get-IBImage -All).Count
        $test = Test-IBDistributeImage $Ami $ConfigurationArn $Role
        $test | Should -BeOfType ImageBuilderPS.Distributing.Preflight.DistributeImageTest
        $test.Passed | Should -BeTrue
        $test.Checks.Result | Should -Not -Contain Failed
        ($test.Checks | Where-Object Name -EQ Regions).Message | Should -Be 'us-east-1, eu-west-1, ap-southeast-2: enabled.'
        ($test.Checks | Where-Object Name -EQ CrossAccountRole).Message | Should -BeLike '111122223333, 444455556666: *'
        (Get-IBImage -All).Count | Should -Be $before
    }

    It 'passes <Source>, as the service does' -ForEach @(
        @{ Source = 'arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0' }
        @{ Source = 'arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/x.x.x' }
        @{ Source = 'ssm:arn:aws:ssm:us-east-1:123456789012:parameter/images/web-server/latest' }
        @{ Source = 'ssm:/images/web-server/latest' }
    ) {
        (Test-IBDistributeImage $Source $ConfigurationArn $Role).Passed | Should -BeTrue
        (Invoke-IBDistributeImage $Source $ConfigurationArn $Role).SourceImage | Should -Be $Source
    }

    It 'has a failed row for each thing that is wrong' {
        $test = Test-IBDistributeImage web "${ConfigurationArn}x" 'a role'
        $test.Passed | Should -BeFalse
        $test.Failed | Should -Be 3
        ($test.Checks | Where-Object Result -EQ Failed).Name | Should -Be SourceImage, DistributionConfiguration, ExecutionRole
        ($test.Checks | Where-Object Result -EQ Failed).Action | Should -Not -Contain $null
    }

    It 'leaves out the checks that -SkipCheck names' {
        $test = Test-IBDistributeImage $Ami $ConfigurationArn $Role -SkipCheck regions, CopyQueue
        $test.Checks.Name | Should -Not -Contain Regions
        $test.Checks.Name | Should -Not -Contain CopyQueue
        $test.Checks.Name | Should -Contain AmiQuota
        { Test-IBDistributeImage $Ami $ConfigurationArn $Role -SkipCheck Region } | Should -Throw '*Got ''Region'', expected names of checks: Request, SourceImage*'
        (TabExpansion2 'Test-IBDistributeImage -SkipCheck Ami' -cursorColumn 37).CompletionMatches.CompletionText | Should -Be SourceAmi, AmiName, AmiNameTaken, AmiQuota
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

    It 'says what may not be read, with the permission, and passes' {
        Control 'fail?operation=DescribeRegions&error=UnauthorizedOperation&status=403'
        $test = Test-IBDistributeImage $Ami $ConfigurationArn $Role
        $row = $test.Checks | Where-Object Result -EQ Unknown
        $row.Name, $row.Permission | Should -Be Regions, 'ec2:DescribeRegions'
        $row.Action | Should -BeLike '*-SkipCheck Regions*'
        $test.Passed, $test.Unknown | Should -Be $true, 1
    }

    It 'tells an image that is not available' {
        Start-IBLocalService -StepMilliseconds 60000
        $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
        $test = $sent.ImageBuildVersionArn | Test-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role
        ($test.Checks | Where-Object Name -EQ SourceImage).Result | Should -Be Failed
    }
}

Describe 'A distribution fails for the reason that Test-IBDistributeImage has found' {
    BeforeEach { Start-IBLocalService -StepMilliseconds 20 }

    It '<Check>: <Case>' -ForEach @(
        @{
            Check = 'SourceImage'; Case = 'the SSM parameter does not exist'; Source = 'ssm:/no/such'
            SetUp = { Configure }; Reason = '*SSM parameter /no/such does not exist*'
        }
        @{
            Check = 'SourceAmi'; Case = 'nobody knows the AMI'; Source = 'ami-00000000000000009'
            SetUp = { Control 'sources?known=true'; Configure }; Reason = '*ami-00000000000000009 does not exist*'
        }
        @{
            Check = 'SourceAmi'; Case = 'the AMI is disabled'
            SetUp = { $null = Ec2 @{ Action = 'DisableImage'; ImageId = 'ami-0123456789abcdef0' }; Configure }; Reason = '*is disabled*'
        }
        @{
            Check = 'Regions'; Case = 'there is no such region'
            SetUp = { Configure us-east-1, us-east-9 }; Reason = '*no region us-east-9*'
        }
        @{
            Check = 'Regions'; Case = 'the account has not opted in'
            SetUp = { Configure us-east-1, me-south-1 }; Reason = '*me-south-1 is not enabled for account 123456789012*'
        }
        @{
            Check = 'CrossAccountRole'; Case = 'the role is missing'
            SetUp = { Configure us-east-1 @{ targetAccountIds = '999999990000' } }; Reason = '*999999990000*EC2ImageBuilderDistributionCrossAccountRole*'
        }
        @{
            Check = 'KmsKey'; Case = 'a bare key id in another account'
            SetUp = { Configure us-east-1 @{ targetAccountIds = '111122223333'; kmsKeyId = '1234abcd-12ab-34cd-56ef-1234567890ab' } }
            Reason = '*keyId 1234abcd-12ab-34cd-56ef-1234567890ab is invalid*'
        }
        @{
            Check = 'KmsKey'; Case = 'a key of another region'
            SetUp = { Configure us-east-1 @{ kmsKeyId = 'arn:aws:kms:eu-west-1:123456789012:key/1' } }; Reason = '*is invalid*'
        }
        @{
            Check = 'KmsKey'; Case = 'AWS''s own key for a shared AMI'
            SetUp = { Configure us-east-1 @{ kmsKeyId = 'alias/aws/ebs'; launchPermission = @{ userIds = '111122223333' } } }; Reason = '*CMK can''t be shared*'
        }
        @{
            Check = 'PublicAccess'; Case = 'the account blocks public AMIs'
            SetUp = {
                $null = Ec2 @{ Action = 'EnableImageBlockPublicAccess'; ImageBlockPublicAccessState = 'block-new-sharing' }
                Configure us-east-1 @{ launchPermission = @{ userGroups = 'all' } }
            }; Reason = '*block public access*'
        }
        @{
            Check = 'LaunchTemplates'; Case = 'the launch template does not exist'
            SetUp = { Configure us-east-1 @{} @{ launchTemplateConfigurations = @(@{ launchTemplateId = 'lt-00000000000000009' }) } }
            Reason = '*lt-00000000000000009, does not exist*'
        }
        @{
            Check = 'AmiName'; Case = 'a character that AMI names cannot have'
            SetUp = { Rename (Configure) 'web: {{ imagebuilder:buildDate }}' }; Reason = '*AMI names must be between 3 and 128 characters*'
        }
        @{
            Check = 'AmiName'; Case = 'a variable that nobody fills in'
            SetUp = { Rename (Configure) '{{ imagebuilder:name }} {{ imagebuilder:buildDate }}' }; Reason = '*AMI names must be between 3 and 128 characters*'
        }
        @{
            Check = 'AmiNameTaken'; Case = 'an AMI has the name'
            SetUp = { Rename (Configure) 'base-linux' }; Reason = '*AMI name base-linux is already in use by AMI ami-0123456789abcdef0*'
        }
        @{
            Check = 'AmiQuota'; Case = 'the quota is reached'
            SetUp = { $null = Get-IBImage; Control 'quota?amis=5'; Configure }; Reason = '*quota of 5 for the number of images*'
        }
    ) {
        $arn = & $SetUp
        $image = if ($Source) { $Source } else { $Ami }
        $test = Test-IBDistributeImage $image $arn $Role
        $failed = @($test.Checks | Where-Object Result -EQ Failed)
        $failed.Name | Should -Be $Check
        $failed[0].Action | Should -Not -BeNullOrEmpty
        $test.Passed | Should -BeFalse

        Invoke-IBDistributeImage $image $arn $Role -Wait -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$failure" | Should -BeLike $Reason
    }

    It 'CopyQueue: copies that wait are a warning with the time that they take' {
        Control 'quota?snapshotCopies=1'
        $arn = Configure
        $null = Invoke-IBDistributeImage $Ami $arn $Role -Wait
        $tests = $Ami, 'ami-0fedcba9876543210' | Test-IBDistributeImage -DistributionConfigurationArn $arn -ExecutionRole $Role
        $rows = $tests.Checks | Where-Object Name -EQ CopyQueue
        $rows.Result | Should -Be Passed, Warning
        $rows[1].Message | Should -Be '1 snapshot copy comes before this one, and 1 run at a time. The copies take less than a minute.'
    }

    It 'warns of a launch template of another account and of a parameter outside /imagebuilder/' {
        $arn = Configure us-east-1 @{} @{
            launchTemplateConfigurations = @(@{ launchTemplateId = 'lt-00000000000000009'; accountId = '111122223333' })
            ssmParameterConfigurations = @(@{ parameterName = '/images/web' })
        }
        $test = Test-IBDistributeImage $Ami $arn $Role
        ($test.Checks | Where-Object Result -EQ Warning).Name | Should -Be LaunchTemplates, SsmParameters
        $test.Warnings, $test.Passed | Should -Be 2, $true
    }
}
