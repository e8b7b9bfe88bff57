BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Add-Type -Path "$PSScriptRoot/RecordingHost.cs"
    $To = @{ DistributionConfigurationArn = $ConfigurationArn; ExecutionRole = $Role }
    function AmiIds([int] $count) { foreach ($i in 1..$count) { 'ami-{0:x17}' -f $i } }

    # Runs a script in a shell of its own, with a host that keeps warnings and progress.
    function NewShell([string] $script) {
        $shell = [powershell]::Create()
        $recorder = [RecordingHost]::new()
        $shell.Runspace = [runspacefactory]::CreateRunspace($recorder)
        $shell.Runspace.Open()
        $shell.Runspace.SessionStateProxy.SetVariable('To', $To)
        $null = $shell.AddScript("Import-Module '$ModulePath'; $script")
        [pscustomobject]@{ Shell = $shell; Host = $recorder }
    }
    function WaitUntil([scriptblock] $condition) {
        $deadline = [datetime]::UtcNow.AddSeconds(20)
        while (-not (& $condition)) {
            if ([datetime]::UtcNow -gt $deadline) { throw "Still not so: $condition" }
            Start-Sleep -Milliseconds 20
        }
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Sending many' {
    It 'sends 1,000 inputs once each, 16 at a time, and answers in order' {
        Start-IBLocalService -StepMilliseconds 1 -LatencyMilliseconds 50
        $ids = AmiIds 1000
        $sent = $ids | Invoke-IBDistributeImage @To -ThrottleLimit 16
        $sent.SourceImage | Should -Be $ids
        ($sent.ClientToken | Sort-Object -Unique).Count | Should -Be 1000
        ($sent.ImageBuildVersionArn | Sort-Object -Unique).Count | Should -Be 1000
        ($sent.ImageBuildVersionArn -like '*/1.0.0/1').Count | Should -Be 1000 -Because 'a second build would be a second sending'
        (Get-IBImage -Name $ids[-1]).Count | Should -Be 1
    }

    It 'writes answers as they come with -Unordered, each once' {
        Start-IBLocalService -StepMilliseconds 1
        $ids = AmiIds 100
        ($ids | Invoke-IBDistributeImage @To -Unordered).SourceImage | Sort-Object | Should -Be ($ids | Sort-Object)
    }

    It 'keeps to the rate that the service takes' {
        Start-IBLocalService -StepMilliseconds 1 -Rate 10
        $ids = AmiIds 60
        ($ids | Invoke-IBDistributeImage @To -ErrorAction Stop).SourceImage | Should -Be $ids
    }

    It 'needs no more memory for 10,000 inputs than for 1,000' {
        $url = (Start-IBLocalService -StepMilliseconds 1 -PassThru).Url
        $peaks = Invoke-Engine -File "$PSScriptRoot/PeakMemory.ps1" $url $ConfigurationArn | ConvertFrom-Json
        $peaks.Of1000 | Should -BeGreaterThan 0
        $peaks.Of10000 | Should -BeLessThan ($peaks.Of1000 * 1.2)
    }
}

Describe 'What else is taken from the pipeline' {
    BeforeAll { Start-IBLocalService -StepMilliseconds 1 }

    It 'takes plain text as the source' {
        ($Ami | Invoke-IBDistributeImage @To).SourceImage | Should -Be $Ami
    }

    It 'takes rows of a CSV file and leaves columns that it does not know' {
        @"
SourceImage,DistributionConfigurationArn,ExecutionRole,Owner
$Ami,$ConfigurationArn,$Role,web team
ssm:/images/web-server/latest,$ConfigurationArn,$Role,web team
"@ | ConvertFrom-Csv | Invoke-IBDistributeImage -Wait | ForEach-Object SourceImage | Should -Be $Ami, 'ssm:/images/web-server/latest'
    }

    It 'takes an empty cell for nothing given' {
        $row = [pscustomobject]@{ SourceImage = $Ami; Tag = ''; LogGroupName = ''; ClientToken = '' } | ConvertTo-Csv | ConvertFrom-Csv
        ($row | Invoke-IBDistributeImage @To).ClientToken | Should -Match '^[0-9a-f-]{36}$'
    }

    It 'takes configurations for one source' {
        $sent = Get-IBDistributionConfiguration | Invoke-IBDistributeImage -SourceImage $Ami -ExecutionRole $Role
        $sent.SourceImage | Should -Be $Ami
        $sent.DistributionConfigurationArn | Should -Be $ConfigurationArn
    }

    It 'starts another distribution for an answer that is piped back: its token stands for what was answered' {
        $sent = Invoke-IBDistributeImage $Ami @To
        $again = $sent | Invoke-IBDistributeImage -ExecutionRole AnotherRole
        $again.SourceImage | Should -Be $Ami
        $again.ImageBuildVersionArn | Should -Not -Be $sent.ImageBuildVersionArn
        $again.ClientToken | Should -Not -Be $sent.ClientToken
        ($sent | Invoke-IBDistributeImage -ExecutionRole $Role -ClientToken $sent.ClientToken).ImageBuildVersionArn | Should -Be $sent.ImageBuildVersionArn
    }

    It 'takes the tokens of rows, so that a plan that is sent again distributes nothing twice' {
        $token = "row-$([guid]::NewGuid().ToString('n'))".Substring(0, 36)
        $plan = "SourceImage,ClientToken,Owner`n$Ami,$token,web team" | ConvertFrom-Csv
        $first, $second = 1..2 | ForEach-Object { $plan | Invoke-IBDistributeImage @To }
        $first.ClientToken | Should -Be $token
        $second.ImageBuildVersionArn | Should -Be $first.ImageBuildVersionArn
    }

    It 'does not take a configuration for a source' {
        Get-IBDistributionConfiguration | Invoke-IBDistributeImage -ExecutionRole $Role -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
    }

    It 'does not lend the tags of <_> to the image' -ForEach 'a configuration', 'an image' {
        $tagged = New-IBDistributionConfiguration "tagged $([guid]::NewGuid())" (New-IBDistribution us-east-1) -Tag @{ Team = 'web' }
        $sent = if ($_ -eq 'a configuration') {
            $tagged | Get-IBDistributionConfiguration | Invoke-IBDistributeImage -SourceImage $Ami -ExecutionRole $Role
        }
        else {
            $image = Invoke-IBDistributeImage $Ami @To -Tag @{ Team = 'web' } -Wait -PollingIntervalSeconds 0.1
            $image | Get-IBImage | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role
        }
        ($sent | Get-IBImage).Tags.Count | Should -Be 0
    }
}

Describe '-Wait' {
    BeforeEach { Start-IBLocalService -StepMilliseconds 20 }

    It 'writes where each image arrived, in input order' {
        $ids = AmiIds 20
        $arrived = $ids | Invoke-IBDistributeImage @To -Wait -PollingIntervalSeconds 0.1
        $arrived | Should -BeOfType ImageBuilderPS.Distributing.ImageDistribution
        $arrived.SourceImage | Should -Be $ids
        $arrived.Status | Sort-Object -Unique | Should -Be AVAILABLE
        foreach ($one in $arrived) {
            $one.Targets.Count | Should -Be 6
            $one.Targets.State | Sort-Object -Unique | Should -Be AVAILABLE
            $one.Targets[0].ImageId | Should -Match '^ami-'
            $one.DurationSeconds | Should -BeGreaterThan 0
            $one.Response.ClientToken | Should -Not -BeNullOrEmpty
        }
    }

    It 'sends on while it waits, one at a time' {
        Start-IBLocalService -StepMilliseconds 60000
        $run = NewShell "1..30 | ForEach-Object { 'ami-{0:x17}' -f `$_ } | Invoke-IBDistributeImage @To -Wait -ThrottleLimit 1"
        $null = $run.Shell.BeginInvoke()
        WaitUntil { @(Get-IBImage -All -Filter @{ version = '1.0.0' } | Where-Object Name -Like 'ami-*').Count -eq 30 }
        $run.Shell.Stop()
        $run.Shell.Dispose()
    }

    It 'turns a failed distribution into an error that names the role to check' {
        $noRole = (New-IBDistributionConfiguration 'no role' (New-IBDistribution eu-west-1 -TargetAccountId 222233330000)).DistributionConfigurationArn
        $distribution = Invoke-IBDistributeImage $Ami $noRole $Role -Wait -PollingIntervalSeconds 0.1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $distribution | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ImageFailed,*'
        [regex]::Matches($failure[0].Exception.Message, 'EC2ImageBuilderDistributionCrossAccountRole').Count | Should -Be 1
        $failure[0].Exception.Message | Should -BeLike '*222233330000:role/EC2ImageBuilderDistributionCrossAccountRole*'
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike 'Check the role EC2ImageBuilderDistributionCrossAccountRole in account 222233330000*'
        $failure[0].TargetObject.SourceImage | Should -Be $Ami
        $failure[0].TargetObject.Targets.State | Should -Be FAILED
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*Resume-IBImage arn:*'
    }

    It 'turns a long wait into an error that carries what is needed to wait again' {
        Start-IBLocalService -StepMilliseconds 1500
        Invoke-IBDistributeImage $Ami @To -Wait -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $failure[0].CategoryInfo.Category | Should -Be OperationTimeout
        $failure[0].Exception.Message | Should -BeLike "*Wait-IBImage arn:*"
        ($failure[0].TargetObject | Wait-IBImage -PollingIntervalSeconds 0.2).Status | Should -Be AVAILABLE
    }

    It 'tells every change of state with -Verbose' {
        $said = Invoke-IBDistributeImage $Ami @To -Wait -PollingIntervalSeconds 0.1 -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $said.Message -match 'AVAILABLE after' | Should -HaveCount 1
    }

    It 'shows progress for the whole and for a few images, and takes it away' {
        Start-IBLocalService -StepMilliseconds 300
        $run = NewShell "1..8 | ForEach-Object { 'ami-{0:x17}' -f `$_ } | Invoke-IBDistributeImage @To -Wait -PollingIntervalSeconds 0.2"
        $run.Shell.Invoke().Count | Should -Be 8
        $whole = $run.Host.Progress.Where{ $_.ActivityId -eq 1 }
        $whole.StatusDescription -match '^\d of 8 done, .*; 00:00:0' | Should -Not -BeNullOrEmpty
        $whole[-1].RecordType | Should -Be Completed
        $children = $run.Host.Progress.Where{ $_.ParentActivityId -eq 1 }
        ($children.ActivityId | Sort-Object -Unique).Count | Should -BeLessOrEqual 5
        foreach ($child in $children | Group-Object ActivityId) {
            $child.Group[-1].RecordType | Should -Be Completed
        }
        $run.Shell.Dispose()
    }
}

Describe 'What ShouldProcess says' {
    BeforeAll { Start-IBLocalService }

    It 'counts regions and accounts, having read the configuration' {
        $run = NewShell "Invoke-IBDistributeImage $Ami @To -Verbose"
        $null = $run.Shell.Invoke()
        $run.Shell.Streams.Verbose.Message -match "$Ami to 3 regions \(us-east-1, eu-west-1, ap-southeast-2\), 2 accounts, .*as role ImageBuilderRole" | Should -HaveCount 1
        $run.Shell.Dispose()
    }

    It 'says so when the configuration cannot be read' {
        $run = NewShell "Invoke-IBDistributeImage $Ami ${ConfigurationArn}x ImageBuilderRole -Verbose"
        $null = $run.Shell.Invoke()
        $run.Shell.Streams.Verbose.Message -match 'regions that could not be read \(The distribution configuration .* does not exist' | Should -HaveCount 1
        $run.Shell.Dispose()
    }
}

Describe '-WhatIf and -Confirm' {
    BeforeEach { Start-IBLocalService -StepMilliseconds 1 }

    It 'sends nothing with -WhatIf, also by a configuration that cannot be read' {
        $before = (Get-IBImage -All).Count
        AmiIds 3 | Invoke-IBDistributeImage @To -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
        Invoke-IBDistributeImage $Ami "${ConfigurationArn}x" $Role -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
        (Get-IBImage -All).Count | Should -Be $before
    }

    It 'asks in input order, before each is sent: yes, no, then yes to all' {
        $run = NewShell "1..5 | ForEach-Object { 'ami-{0:x17}' -f `$_ } | Invoke-IBDistributeImage @To -Confirm"
        0, 2, 1 | ForEach-Object { $run.Host.Choices.Enqueue($_) }
        $sent = $run.Shell.Invoke()
        $run.Shell.Streams.Error | Should -BeNullOrEmpty
        $run.Host.Questions.Count | Should -Be 3
        $run.Host.Questions -replace '(?s)^.*(ami-[0-9a-f]{17}).*$', '$1' | Should -Be (AmiIds 3)
        $sent.SourceImage | Should -Be (AmiIds 5)[0, 2, 3, 4]
        $run.Shell.Dispose()
    }
}

Describe 'A pipeline that ends early' {
    It 'stops within a second on Ctrl+C, and tells every image it had sent' {
        # A busy machine may be late once; a command that does not stop is late each time.
        for ($try = 1; $try -le 3; $try++) {
            Start-IBLocalService -StepMilliseconds 60000 -LatencyMilliseconds 20
            $run = NewShell "1..500 | ForEach-Object { 'ami-{0:x17}' -f `$_ } | Invoke-IBDistributeImage @To -Wait -ThrottleLimit 4"
            $null = $run.Shell.BeginInvoke()
            WaitUntil { @(Get-IBImage -First 25 -Filter @{ version = '1.0.0' } | Where-Object Name -Like 'ami-*').Count -gt 20 }

            $watch = [Diagnostics.Stopwatch]::StartNew()
            $run.Shell.Stop()
            if ($watch.Elapsed.TotalSeconds -lt 1) { break }
        }
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 1

        $images = @(Get-IBImage -All -Filter @{ version = '1.0.0' } | Where-Object Name -Like 'ami-*')
        $images.Count | Should -BeLessThan 500
        foreach ($image in $images) {
            @($run.Host.Warnings -match [regex]::Escape($image.Arn)).Count | Should -Be 1
        }
        $run.Host.Warnings[0] | Should -Match 'client token [0-9a-f-]{36}'
        $run.Host.Warnings[-1] | Should -BeLike '*$IBSentDistribution | Wait-IBImage'
        $kept = $run.Shell.Runspace.SessionStateProxy.GetVariable('IBSentDistribution')
        $kept.ImageBuildVersionArn | Sort-Object | Should -Be ($images.Arn | Sort-Object)
        Set-IBLocalService -Advance 01:00:00
        ($kept | Wait-IBImage -PollingIntervalSeconds 0.05).Status | Sort-Object -Unique | Should -Be AVAILABLE
        $run.Shell.Dispose()
    }

    It 'tells the token of what was sent and not yet answered' {
        Start-IBLocalService -LatencyMilliseconds 30000
        $run = NewShell "Invoke-IBDistributeImage ami-0123456789abcdef0 @To -ClientToken my-token; 'never'"
        $null = $run.Shell.BeginInvoke()
        WaitUntil { $run.Host.Progress.Count -gt 0 }
        $run.Shell.Stop()
        $run.Host.Warnings | Should -HaveCount 1
        $run.Host.Warnings[0] | Should -Match 'no answer yet: ami-0123456789abcdef0 .*client token my-token'
        $run.Shell.Dispose()
    }

    It 'stops sending when nobody downstream wants more, and tells what was sent and not written' {
        Start-IBLocalService -StepMilliseconds 1 -LatencyMilliseconds 20
        $run = NewShell "1..500 | ForEach-Object { 'ami-{0:x17}' -f `$_ } | Invoke-IBDistributeImage @To -ThrottleLimit 4 | Select-Object -First 3"
        $written = $run.Shell.Invoke()
        $written.Count | Should -Be 3
        $images = @(Get-IBImage -All -Filter @{ version = '1.0.0' } | Where-Object Name -Like 'ami-*')
        $images.Count | Should -BeLessThan 50
        foreach ($image in $images) {
            $told = @($run.Host.Warnings -match [regex]::Escape($image.Arn)).Count
            $told + @($written.ImageBuildVersionArn -eq $image.Arn).Count | Should -Be 1
        }
        $run.Shell.Dispose()
    }

    It 'tells what was sent when -ErrorAction Stop ends it' {
        Start-IBLocalService -StepMilliseconds 1
        $run = NewShell "@('bad'; 1..10 | ForEach-Object { 'ami-{0:x17}' -f `$_ }) | Invoke-IBDistributeImage @To -ThrottleLimit 4 -ErrorAction Stop"
        { $run.Shell.Invoke() } | Should -Throw
        $images = @(Get-IBImage -All -Filter @{ version = '1.0.0' } | Where-Object Name -Like 'ami-*')
        @($run.Host.Warnings -match 'client token').Count | Should -Be $images.Count
        $run.Shell.Dispose()
    }
}

Describe 'A failed distribution' {
    BeforeEach {
        Start-IBLocalService -StepMilliseconds 20
        $partly = (New-IBDistributionConfiguration partly (New-IBDistribution us-east-1, eu-west-1 -TargetAccountId $Account, 222233330000)).DistributionConfigurationArn
        function GrantRole { $null = Invoke-RestMethod "$((Get-IBLocalService).Url)_local/accounts?account=222233330000&crossAccountRole=true" -Method Post }
    }

    It 'has a row for each region and account in the error, also for what arrived' {
        $caught = $null
        try { Invoke-IBDistributeImage $Ami $partly $Role -Wait -PollingIntervalSeconds 0.05 -ErrorAction Stop } catch { $caught = $_ }
        $lines = $caught.Exception.Message -split "`n"
        $lines[0] | Should -BeLike 'Image arn:* is FAILED (during DISTRIBUTING): 2 of 4 targets failed.'
        $lines[1] | Should -BeLike '  us-east-1 222233330000 FAILED: *could not assume the role*'
        $lines[2] | Should -BeLike '  eu-west-1 222233330000 FAILED: *'
        $lines[3] | Should -Match "^  us-east-1 $Account AVAILABLE: ami-[0-9a-f]{17}$"
        $caught.TargetObject.Targets.State | Sort-Object | Should -Be AVAILABLE, AVAILABLE, FAILED, FAILED
        $caught.Exception.Distribution | Should -Be $caught.TargetObject
    }

    It 'is told at once where its client token is given again' {
        Invoke-IBDistributeImage $Ami $partly $Role -ClientToken run-1 -Wait -PollingIntervalSeconds 0.05 -ErrorAction SilentlyContinue
        $again = Invoke-IBDistributeImage $Ami $partly $Role -ClientToken run-1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $again | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ImageFailed,*'
        $failure[0].Exception.Message | Should -BeLike '*The client token run-1 stands for this image: sent again, it starts nothing new.'
        (Get-IBImage -Name base-linux).Count | Should -Be 1
    }

    It 'is resumed by -ResumeFailed: what arrived stays' {
        Invoke-IBDistributeImage $Ami $partly $Role -ClientToken run-1 -Wait -PollingIntervalSeconds 0.05 -ErrorVariable failure -ErrorAction SilentlyContinue
        GrantRole
        $done = Invoke-IBDistributeImage $Ami $partly $Role -ClientToken run-1 -Wait -PollingIntervalSeconds 0.05 -ResumeFailed 2
        $done.Status | Should -Be AVAILABLE
        $done.Resumes | Should -Be 1
        $done.ImageBuildVersionArn | Should -Be $failure[0].TargetObject.ImageBuildVersionArn
        $arrived = $failure[0].TargetObject.Targets.Where{ $_.State -eq 'AVAILABLE' }.ImageId
        $done.Targets.ImageId | Where-Object { $_ -in $arrived } | Should -HaveCount 2
    }

    It 'needs -Wait to be resumed' {
        Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -ResumeFailed 1 -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeLike '-ResumeFailed has no effect without -Wait*'
    }
}

Describe 'A limit of distributions under way' {
    It 'is kept to, with and without -Wait' -ForEach @{ Wait = $true }, @{ Wait = $false } {
        Start-IBLocalService -StepMilliseconds 100
        $most = 0
        AmiIds 12 | Invoke-IBDistributeImage @To -MaxActive 3 -Wait:$Wait -PollingIntervalSeconds 0.05 -WarningAction SilentlyContinue -Unordered | ForEach-Object {
            $most = [math]::Max($most, @(Get-IBImage -All | Where-Object { $_.Name -like 'ami-0*' -and $_.State.Status -ne 'AVAILABLE' }).Count)
        }
        $most | Should -BeLessOrEqual 3
        @(Get-IBImage -All | Where-Object Name -Like 'ami-0*').Count | Should -Be 12
    }
}

Describe 'A ledger' {
    BeforeEach {
        Start-IBLocalService -StepMilliseconds 20
        $ledger = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
    }

    It 'lets the same command send nothing twice, and answer the same' {
        $first = AmiIds 5 | Invoke-IBDistributeImage @To -LedgerPath $ledger
        $second = AmiIds 5 | Invoke-IBDistributeImage @To -LedgerPath $ledger
        $second.ImageBuildVersionArn | Should -Be $first.ImageBuildVersionArn
        $second.ClientToken | Should -Be $first.ClientToken
        @(Get-IBImage -All | Where-Object Name -Like 'ami-0*').Count | Should -Be 5
    }

    It 'waits for what is under way, and knows then where it arrived' {
        AmiIds 3 | Invoke-IBDistributeImage @To -LedgerPath $ledger | Should -HaveCount 3
        $waited = AmiIds 3 | Invoke-IBDistributeImage @To -LedgerPath $ledger -Wait -PollingIntervalSeconds 0.05
        $known = AmiIds 3 | Invoke-IBDistributeImage @To -LedgerPath $ledger -Wait -PollingIntervalSeconds 0.05
        $known.Targets.ImageId | Should -Be $waited.Targets.ImageId
        $known.Arrived | Should -Be $waited.Arrived
    }

    It 'goes on where a killed command stopped' {
        AmiIds 2 | Invoke-IBDistributeImage @To -LedgerPath $ledger | Should -HaveCount 2
        # Its last line is cut, and its last input has no answer.
        $lines = Get-Content $ledger
        [IO.File]::WriteAllText($ledger, (($lines | Where-Object { $_ -notlike "*imageBuildVersionArn*$((AmiIds 2)[1])*" }) -join "`n") + "`n" + '{"clientTok')
        $sent = AmiIds 3 | Invoke-IBDistributeImage @To -LedgerPath $ledger
        $sent | Should -HaveCount 3
        @(Get-IBImage -All | Where-Object Name -Like 'ami-0*').Count | Should -Be 3
    }

    It 'resumes what failed' {
        $noRole = (New-IBDistributionConfiguration 'no role' (New-IBDistribution eu-west-1 -TargetAccountId 222233330000)).DistributionConfigurationArn
        Invoke-IBDistributeImage $Ami $noRole $Role -LedgerPath $ledger -Wait -PollingIntervalSeconds 0.05 -ErrorAction SilentlyContinue
        $null = Invoke-RestMethod "$((Get-IBLocalService).Url)_local/accounts?account=222233330000&crossAccountRole=true" -Method Post
        $done = Invoke-IBDistributeImage $Ami $noRole $Role -LedgerPath $ledger -Wait -PollingIntervalSeconds 0.05
        $done.Status | Should -Be AVAILABLE
        $done.Resumes | Should -Be 1
        (Get-IBImage -Name base-linux).Count | Should -Be 1
    }

    It 'writes no input with -WhatIf, and asks for nothing that is done' {
        Invoke-IBDistributeImage $Ami @To -LedgerPath $ledger -WhatIf
        @(Get-Content $ledger).Count | Should -Be 1
        $null = Invoke-IBDistributeImage $Ami @To -LedgerPath $ledger
        Invoke-IBDistributeImage $Ami @To -LedgerPath $ledger -WhatIf | Should -Not -BeNullOrEmpty
    }

    It 'is no other file' {
        '{"policies":[]}' | Set-Content $ledger
        { Invoke-IBDistributeImage $Ami @To -LedgerPath $ledger } | Should -Throw -ErrorId 'InvalidLedger,*'
        Get-Content $ledger | Should -Be '{"policies":[]}'
        Get-IBImage -Name base-linux | Should -BeNullOrEmpty
    }

    It 'belongs to one command at a time' {
        { AmiIds 1 | Invoke-IBDistributeImage @To -LedgerPath $ledger | Invoke-IBDistributeImage @To -LedgerPath $ledger } | Should -Throw -ErrorId 'FileError,*'
    }
}

Describe 'A preflight' {
    BeforeAll {
        Start-IBLocalService -StepMilliseconds 20
        $good = (New-IBDistributionConfiguration good (New-IBDistribution us-east-1, eu-west-1)).DistributionConfigurationArn
        $noRole = (New-IBDistributionConfiguration 'no role' (New-IBDistribution eu-west-1 -TargetAccountId 222233330000)).DistributionConfigurationArn
    }

    It 'sends what would arrive' {
        (Invoke-IBDistributeImage $Ami $good $Role -Preflight -Wait -PollingIntervalSeconds 0.05 -WarningAction SilentlyContinue).Status | Should -Be AVAILABLE
    }

    It 'does not send what would fail, says why, and sends the others' {
        $inputs = [pscustomobject]@{ SourceImage = 'ami-00000000000000077'; DistributionConfigurationArn = $noRole; ExecutionRole = 'r' },
            [pscustomobject]@{ SourceImage = $Ami; DistributionConfigurationArn = $good; ExecutionRole = 'r' }
        $sent = $inputs | Invoke-IBDistributeImage -Preflight -SkipCheck SourceAmi, SourceSnapshots -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $sent.SourceImage | Should -Be $Ami
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'PreflightFailed,*'
        $failure[0].Exception.Message | Should -BeLike "*was not sent: 1 check failed, and so would its distribution.*CrossAccountRole (*222233330000)*"
        $failure[0].TargetObject.Checks.Where{ $_.Result -eq 'Failed' }.Name | Select-Object -Unique | Should -Be CrossAccountRole
        Get-IBImage -Name ami-00000000000000077 | Should -BeNullOrEmpty
    }

    It 'is made with -WhatIf too' {
        Invoke-IBDistributeImage $Ami $noRole $Role -Preflight -WhatIf -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'PreflightFailed,*'
    }

    It 'leaves out the checks of -SkipCheck' {
        Invoke-IBDistributeImage $Ami $noRole $Role -Preflight -SkipCheck CrossAccountRole -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        Invoke-IBDistributeImage $Ami $good $Role -SkipCheck CrossAccountRole -WarningVariable warning -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        $warning | Should -BeLike '-SkipCheck has no effect without -Preflight*'
    }
}
