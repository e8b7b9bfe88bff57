BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $PSDefaultParameterValues['Get-IBImageFact:WarningAction'] = 'SilentlyContinue'
    $ImageArn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/1.0.0/1"
    $Facts = Get-IBImageFact
}
AfterAll { Stop-IBLocalService }

Describe 'Get-IBImageFact' {
    It 'reads the AMIs of all images, each once' {
        $amis = Get-IBImage -All -Detail | ForEach-Object { $_.OutputResources.Amis.Image }
        $Facts | Should -BeOfType ImageBuilderPS.Ec2.AmiFact
        $Facts.AmiId | Should -Be $amis
    }

    It 'tells what EC2 knows of an AMI' {
        $fact = $Facts[0]
        $fact.Region | Should -Be us-east-1
        $fact.AccountId | Should -Be $Account
        $fact.ImageArn | Should -Be $ImageArn
        $fact.State | Should -Be available
        $fact.IsPublic | Should -BeFalse
        $fact.Tags.CreatedBy | Should -Be 'EC2 Image Builder'
        $fact.Snapshots | Should -HaveCount 1
        $fact.Snapshots[0].FullSnapshotSizeInBytes | Should -BeGreaterThan 0
        $fact.Snapshots[0].AmiIds | Should -Contain $fact.AmiId
    }

    It 'finds every kind of use' {
        $uses = $Facts.InUseBy | ForEach-Object ToString
        $uses | Should -Contain 'ssm:/images/web-server/latest'
        @($uses) -match '^instance i-[0-9a-f]+ web-server \(running\)$' | Should -Not -BeNullOrEmpty
        @($uses) -match '^launch template lt-[0-9a-f]+ web-server v1 \(\$Default, \$Latest\)$' | Should -Not -BeNullOrEmpty
    }

    It 'finds what is public, shared, launched, and not tagged' {
        @($Facts.Where{ $_.IsPublic }) | Should -Not -BeNullOrEmpty
        @($Facts.Where{ $_.SharedAccounts }) | Should -Not -BeNullOrEmpty
        @($Facts.Where{ $_.LastLaunchedTime }) | Should -Not -BeNullOrEmpty
        @($Facts.Where{ $_.HasNeverLaunched }) | Should -Not -BeNullOrEmpty
        @($Facts.Where{ -not $_.Tags.ContainsKey('CreatedBy') }) | Should -Not -BeNullOrEmpty
    }

    It 'reads the images of <_>' -ForEach 'an ARN', 'the pipeline', 'a list', 'ARNs from the pipeline' {
        $read = switch ($_) {
            'an ARN' { Get-IBImageFact $ImageArn }
            'the pipeline' { Get-IBImage $ImageArn | Get-IBImageFact }
            'a list' { Get-IBImage -All | Where-Object Arn -EQ $ImageArn | Get-IBImageFact }
            'ARNs from the pipeline' { $ImageArn, $ImageArn | Get-IBImageFact }
        }
        $read.AmiId | Should -Be $Facts.Where{ $_.ImageArn -eq $ImageArn }.AmiId
        $read.ImageArn | Sort-Object -Unique | Should -Be $ImageArn
    }

    It 'reads a fact again' {
        ($Facts[0] | Get-IBImageFact).AmiId | Should -Contain $Facts[0].AmiId
    }

    It 'reads AMIs by their ids in the region of the connection' {
        $read = Get-IBImageFact -AmiId $Facts[0].AmiId, ami-00000000000000000
        $read.State | Should -Be available, deregistered
        @($read.ImageArn).Where{ $_ } | Should -BeNullOrEmpty
        (Get-IBImageFact -AmiId $Facts[0].AmiId -Region eu-west-1).State | Should -Be deregistered
    }

    It 'refuses <Bad>' -ForEach @(
        @{ Bad = 'what is no id of an AMI'; Do = { Get-IBImageFact -AmiId my-image }; Message = "*got 'my-image', expected the id of an AMI*" }
        @{ Bad = 'what is no name of a role'; Do = { Get-IBImageFact -RoleName 'a b' }; Message = "*got 'a b', expected the name of a role*" }
    ) {
        $Do | Should -Throw -ExpectedMessage $Message
    }

    It 'reads the other images when one does not exist' {
        $read = Get-IBImageFact ($ImageArn -replace 'web-server', 'no-server'), $ImageArn -ErrorVariable failure -ErrorAction SilentlyContinue
        $read.ImageArn | Sort-Object -Unique | Should -Be $ImageArn
        $failure.FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
    }
}

Describe 'Get-IBImageFact for AMIs in other accounts' {
    BeforeAll {
        $entries = New-IBDistribution us-east-1 -Name 'far {{ imagebuilder:buildDate }}' -TargetAccountId 111122223333
        $configuration = New-IBDistributionConfiguration far $entries
        $Far = Invoke-IBDistributeImage $Ami $configuration.DistributionConfigurationArn $Role -Wait -PollingIntervalSeconds 0.1
    }

    It 'says that they need a role, in one warning' {
        $fact = $Far | Get-IBImageFact -WarningVariable warnings | Where-Object AccountId -EQ 111122223333
        $fact.IsOfOtherAccount | Should -BeTrue
        $fact.State | Should -BeNullOrEmpty
        @($warnings) -match 'sts:AssumeRole' | Should -HaveCount 1
        @($warnings) -match '-RoleName' | Should -HaveCount 1
    }

    It 'reads them with one' {
        $fact = $Far | Get-IBImageFact -RoleName ImageReader | Where-Object AccountId -EQ 111122223333
        $fact.State | Should -Be available
        $fact.IsOfOtherAccount | Should -BeTrue
        $fact.Snapshots | Should -Not -BeNullOrEmpty
    }
}

Describe 'Get-IBImageFact -Path' {
    It 'saves the facts with their time, and writes no objects' {
        $path = "$TestDrive/facts.json"
        Get-IBImageFact $ImageArn -Path $path | Should -BeNullOrEmpty
        $saved = Get-Content -Raw $path | ConvertFrom-Json
        $saved.version | Should -Be 1
        $saved.readAt | Should -Not -BeNullOrEmpty
        $saved.facts.amiId | Should -Be $Facts.Where{ $_.ImageArn -eq $ImageArn }.AmiId
        Get-Content -Raw $path | Should -Not -Match 'isGone|maxBytes'
    }

    It 'writes them too with -PassThru' {
        (Get-IBImageFact $ImageArn -Path "$TestDrive/passed.json" -PassThru).ImageArn | Sort-Object -Unique | Should -Be $ImageArn
    }

    It 'overwrites a file, but not with -NoClobber' {
        'old' | Set-Content "$TestDrive/old.json"
        { Get-IBImageFact $ImageArn -Path "$TestDrive/old.json" -NoClobber } | Should -Throw -ErrorId 'NoClobber,*'
        Get-Content "$TestDrive/old.json" | Should -Be old
        Get-IBImageFact $ImageArn -Path "$TestDrive/old.json"
        Get-Content -Raw "$TestDrive/old.json" | Should -Match '"facts"'
    }

    It 'names a path that cannot be written, before anything is read' {
        { Get-IBImageFact $ImageArn -Path "$TestDrive/no/facts.json" } | Should -Throw -ErrorId 'PathNotFound,*'
        { Get-IBImageFact $ImageArn -Path $TestDrive } | Should -Throw -ErrorId 'FileError,*'
    }
}

Describe 'The table of facts' {
    It 'fits <_> columns and cuts nothing' -ForEach 80, 100, 120 {
        $text = $Facts | Out-String -Width $_
        $text | Should -Match '(?m)^AmiId +State +Shared +Launched +GiB InUseBy *\r?$'
        $text | Should -Not -Match ([char] 0x2026)
        foreach ($fact in $Facts) {
            $text | Should -Match $fact.AmiId
        }
        $text | Should -Match '(?m)^ami-\S+ available +public '
        $text | Should -Match '(?m) never '
    }

    It 'has a question mark for what is unknown' {
        [ImageBuilderPS.Ec2.AmiFact] @{ AmiId = 'ami-0'; Region = 'us-east-1' } | Out-String -Width 80 | Should -Match '(?m)^ami-0 +\? +\? +\? +\? \?'
    }

    It 'tells uses and snapshots in a list' {
        $text = $Facts | Format-List | Out-String -Width 200
        $text | Should -Match 'InUseBy +: instance i-'
        $text | Should -Match 'Snapshots +: snap-\S+ standard at most'
        $text | Should -Not -Match 'ImageBuilderPS\.'
    }
}
