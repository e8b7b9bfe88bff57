BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    function Send($sources, $configuration = $ConfigurationArn) {
        $sources | Invoke-IBDistributeImage -DistributionConfigurationArn $configuration -ExecutionRole $Role
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Wait-IBImage' {
    It 'takes what Invoke-IBDistributeImage writes' {
        $arrived = Send 'ami-00000001', 'ami-00000002' | Wait-IBImage -PollingIntervalSeconds 0.1
        $arrived.Status | Should -Be AVAILABLE, AVAILABLE
        $arrived.ImageBuildVersionArn | Should -BeLike '*/ami-0000000*/1.0.0/1'
        $arrived.DistributionConfigurationArn | Should -Be $ConfigurationArn, $ConfigurationArn
        $arrived.SourceImage | Should -Be ami-00000001, ami-00000002
        $arrived[0].Targets.Count | Should -Be 6
        ($arrived[0] | Invoke-IBDistributeImage -ExecutionRole $Role).SourceImage | Should -Be ami-00000001
    }

    It 'takes <_>' -ForEach 'ARNs', 'images as read' {
        $sent = Send 'ami-00000003', 'ami-00000004'
        $images = if ($_ -eq 'ARNs') { $sent.ImageBuildVersionArn } else { $sent | Get-IBImage }
        ($images | Wait-IBImage -PollingIntervalSeconds 0.1).ImageBuildVersionArn | Should -Be $sent.ImageBuildVersionArn
    }

    It 'answers for an image that has long been available' {
        (Get-IBImage -All -First 1 | Wait-IBImage).Status | Should -Be AVAILABLE
    }

    It 'writes images as they end with -Unordered' {
        $sent = Send (1..10 | ForEach-Object { 'ami-{0:x8}' -f $_ })
        ($sent | Wait-IBImage -Unordered -PollingIntervalSeconds 0.1).ImageBuildVersionArn | Sort-Object | Should -Be ($sent.ImageBuildVersionArn | Sort-Object)
    }

    It 'fails one image of three, and waits for the other two' {
        $missing = "arn:aws:imagebuilder:us-east-1:${Account}:image/missing/1.0.0/1"
        $sent = Send 'ami-00000005', 'ami-00000006'
        $arrived = $sent[0].ImageBuildVersionArn, $missing, $sent[1].ImageBuildVersionArn | Wait-IBImage -PollingIntervalSeconds 0.1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $arrived.Count | Should -Be 2
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
    }

    It 'says that an image was cancelled' {
        Start-IBLocalService -StepMilliseconds 60000
        $sent = Send $Ami
        $null = $sent | Stop-IBImage
        $sent | Wait-IBImage -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ImageCancelled,*'
    }

    It 'gives up after -TimeoutSeconds and says which image it was' {
        Start-IBLocalService -StepMilliseconds 60000
        $sent = Send $Ami
        $sent | Wait-IBImage -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $failure[0].TargetObject.ImageBuildVersionArn | Should -Be $sent.ImageBuildVersionArn
        $failure[0].TargetObject.SourceImage | Should -Be $Ami
        $failure[0].ErrorDetails.RecommendedAction | Should -Be "Wait-IBImage $($sent.ImageBuildVersionArn)"
    }

    It 'refuses an ARN of something else' {
        Wait-IBImage $ConfigurationArn -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $failure[0].Exception.Message | Should -BeLike '*image build version ARN*'
    }
}
