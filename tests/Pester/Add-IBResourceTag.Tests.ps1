BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $ImageArn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/2.0.0/1"
}
AfterAll { Stop-IBLocalService }

Describe 'Add-IBResourceTag, Get-IBResourceTag and Remove-IBResourceTag' {
    BeforeEach { Start-IBLocalService }

    It 'change and read the tags of <Name>' -ForEach @(
        @{ Name = 'an image'; Read = { Get-IBImage $ImageArn } }
        @{ Name = 'the summary of an image'; Read = { Get-IBImage -Name web-server -Version 2.0.0 -First 1 } }
        @{ Name = 'a policy'; Read = { Get-IBLifecyclePolicy $PolicyArn } }
        @{ Name = 'the summary of a policy'; Read = { Get-IBLifecyclePolicy } }
        @{ Name = 'a configuration'; Read = { Get-IBDistributionConfiguration $ConfigurationArn } }
        @{ Name = 'an ARN'; Read = { $PolicyArn } }
        @{ Name = 'a response'; Read = { New-IBDistributionConfiguration tagged (New-IBDistribution us-east-1) } }
    ) {
        $resource = & $Read
        $resource | Add-IBResourceTag -Tag @{ Team = 'web'; Stage = 'test' } | Should -BeNullOrEmpty
        $tags = $resource | Get-IBResourceTag
        $tags.ForEach{ "$_" } | Should -Be 'Stage=test', 'Team=web'
        $tags.ResourceArn | Sort-Object -Unique | Should -BeLike 'arn:aws:imagebuilder:*'
        $resource | Remove-IBResourceTag -TagKey Stage, Owner | Should -BeNullOrEmpty
        ($resource | Get-IBResourceTag).Key | Should -Be Team
    }

    It 'take the image of a distribution, not its configuration' {
        $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
        $sent | Add-IBResourceTag -Tag @{ Team = 'web' }
        ($sent | Get-IBImage).Tags.Team | Should -Be web
        Get-IBResourceTag $ConfigurationArn | Should -BeNullOrEmpty
    }

    It 'write the tags after the change with -PassThru' {
        (Add-IBResourceTag $ImageArn @{ b = 1; a = 2 } -PassThru).ForEach{ "$_" } | Should -Be 'a=2', 'b=1'
        (Remove-IBResourceTag $ImageArn b -PassThru).ForEach{ "$_" } | Should -Be 'a=2'
    }

    It 'remove what Get-IBResourceTag writes' {
        Add-IBResourceTag $ImageArn @{ 'tmp-1' = ''; 'tmp-2' = ''; Keep = 'yes' }
        Get-IBResourceTag $ImageArn | Where-Object Key -Like 'tmp-*' | Remove-IBResourceTag
        (Get-IBResourceTag $ImageArn).Key | Should -Be Keep
    }

    It 'show which tags change, and change nothing with -WhatIf' {
        $said = Invoke-Engine -c @"
Import-Module '$ModulePath'; Start-IBLocalService
Add-IBResourceTag $PolicyArn @{ Stage = 'test'; Team = 'web' }
Add-IBResourceTag $PolicyArn ([ordered]@{ Stage = 'prod'; Team = 'web'; Owner = 'me' }) -WhatIf
Remove-IBResourceTag $PolicyArn Stage, Owner -WhatIf
(Get-IBResourceTag $PolicyArn) -join ', '
"@
        ($said -join '') | Should -Match 'Stage=prod \(was test\), Team=web \(unchanged\), Owner=me \(new\)'
        ($said -join '') | Should -Match "Remove tags from $PolicyArn`: Stage=test, Owner \(not there\)"
        $said[-1] | Should -Be 'Stage=test, Team=web'
    }

    It 'say how to send a key that the service accepts' {
        Add-IBResourceTag $ImageArn @{ 'Cost Center' = 'a' } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-SkipValidation*'
        (Add-IBResourceTag $ImageArn @{ 'Cost Center' = 'a' } -SkipValidation -PassThru).Key | Should -Be 'Cost Center'
        Remove-IBResourceTag $ImageArn 'Cost Center' -SkipValidation -PassThru | Should -BeNullOrEmpty
    }

    It 'go on after a resource that is missing or has no tags' {
        $arns = "$PolicyArn-missing", "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/2.0.0", $PolicyArn
        $arns | Add-IBResourceTag -Tag @{ Team = 'web' } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeLike '*Exception,*'
        $failure.CategoryInfo.Category | Should -Be ObjectNotFound, InvalidArgument
        (Get-IBResourceTag $PolicyArn).Value | Should -Be web
    }

    It 'offer the ARNs of images, configurations and policies' {
        $offered = (TabUntilAnswered 'Get-IBResourceTag ').CompletionText
        foreach ($arn in $ImageArn, $ConfigurationArn, $PolicyArn) { $offered | Should -Contain $arn }
    }
}
