BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'The clock of the local service' {
    BeforeEach {
        Start-IBLocalService
        $null = Get-IBImage
    }

    It 'is read with the URL and the settings, as Start-IBLocalService -PassThru writes them' {
        $started = Start-IBLocalService -StepMilliseconds 20 -Rate 9 -LatencyMilliseconds 1 -PassThru
        $read = Get-IBLocalService
        $started, $read | ForEach-Object { $_ | Should -BeOfType ImageBuilderPS.Client.LocalServiceStatus }
        foreach ($name in 'Url', 'AccountId', 'Clock', 'StepMilliseconds', 'Rate', 'LatencyMilliseconds') { $read.$name | Should -Be $started.$name }
        $read.Time | Should -BeGreaterOrEqual $started.Time
        $read | Out-String -Width 80 | Should -Match "(?m)^http://127\.0\.0\.1:$($read.Url.Port) +$Account +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +Running"
    }

    It 'stands, moves and runs again' {
        Set-IBLocalService -Clock Stopped
        $before = Get-IBLocalService
        $before.Clock | Should -Be Stopped
        (Set-IBLocalService -Advance 1.12:00:00 -PassThru).Time | Should -Be $before.Time.AddHours(36)
        (Set-IBLocalService P1D -PassThru).Time | Should -Be $before.Time.AddHours(60)
        (Set-IBLocalService (New-TimeSpan -Hours 1) -PassThru).Time | Should -Be $before.Time.AddHours(61)
        $set = Set-IBLocalService -Time 2030-01-02T03:04:05 -PassThru
        $set.Time | Should -Be ([DateTimeOffset]'2030-01-02T03:04:05Z')
        $set.Clock | Should -Be Stopped -Because 'only -Clock changes that'
        (Set-IBLocalService -Advance 0:0 -Clock running -PassThru).Clock | Should -Be Running
        $before.Clock | Should -Be Stopped -Because 'what was read does not change'
    }

    It 'takes a policy through its daily runs' {
        $images = @(Get-IBImage -All).Count
        Set-IBLocalService -Advance 30.00:00:00
        Get-IBLifecyclePolicy -Name demo | Get-IBLifecycleExecution | Should -HaveCount 30
        @(Get-IBImage -All).Count | Should -BeLessThan $images
    }

    It 'finishes a distribution' {
        Start-IBLocalService -StepMilliseconds 3600000
        $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
        ($sent | Get-IBImage).Status | Should -Be PENDING
        Set-IBLocalService -Advance PT2H
        ($sent | Get-IBImage).Status | Should -Be AVAILABLE
    }

    It 'does not go back, which is an error that says how to' {
        $failure = { Set-IBLocalService -Time 2020-01-01 -PassThru } | Should -Throw -ErrorId 'InvalidTime,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Reset-IBLocalService -Time*'
        { Set-IBLocalService -Advance 99999.00:00:00 } | Should -Throw -ErrorId 'InvalidTime,*'
        { Reset-IBLocalService -Time 1926-01-01 } | Should -Throw -ErrorId 'InvalidTime,*'
        (Get-IBLocalService).Time | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-1))
    }

    It 'takes no duration that is a guess: <_>' -ForEach 30, '30', 2.5, 'a month', '-P1D', ([timespan]-1), $null {
        $given = $_
        { Set-IBLocalService -Advance $given } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*advance: got *30.00:00:00*'
    }

    It 'stays with -WhatIf, which says what would be: <Says>' -ForEach @(
        @{ Change = @{ Advance = '3.00:00:00' }; Says = 'Advance the clock by 3.00:00:00' }
        @{ Change = @{ Time = '2030-01-01'; Clock = 'Stopped' }; Says = 'Set the clock to 2030-01-01 00:00:00Z and stop it' }
        @{ Change = @{ Advance = 'PT1H'; Clock = 'Running' }; Says = 'Advance the clock by 01:00:00 and start it' }
        @{ Change = @{ Clock = 'Stopped' }; Says = 'Stop the clock' }
        @{ Change = @{ Clock = 'Running' }; Says = 'Start the clock' }
    ) {
        $arguments = ($Change.GetEnumerator() | ForEach-Object { "-$($_.Key) $($_.Value)" }) -join ' '
        $said = (Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService 6>`$null; Set-IBLocalService $arguments -WhatIf; Get-IBLocalService | ForEach-Object Clock") -join ''
        $said | Should -BeLike "*`"$Says`"*local service at http://127.0.0.1:*Running"
        Set-IBLocalService @Change -WhatIf
        (Get-IBLocalService).Time | Should -BeLessThan ([DateTimeOffset]::UtcNow.AddMinutes(1))
    }

    It 'is told to who types the change, and a script gets nothing' {
        $typed = Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService 6>`$null; `$output = Set-IBLocalService -Time 2030-01-01 -Clock Stopped; `$null -eq `$output"
        $typed[0] | Should -Match '^Local service at http://127\.0\.0\.1:[0-9]+, 2030-01-01 00:00:00Z, clock stopped\.$'
        $typed[1] | Should -Be 'True'
        Set-IBLocalService -Advance 1:0:0 -InformationVariable information | Should -BeNullOrEmpty
        $information | Should -BeNullOrEmpty
    }
}

Describe 'Reset-IBLocalService' {
    It 'starts again with the first resources, at the same URL' {
        $url = (Start-IBLocalService -PassThru).Url
        Remove-IBLifecyclePolicy -Name demo -Confirm:$false
        Set-IBLocalService -Advance 100.00:00:00 -Clock Stopped
        Reset-IBLocalService
        (Get-IBLifecyclePolicy).Name | Should -Be demo
        $after = Get-IBLocalService
        $after.Url | Should -Be $url
        $after.Clock | Should -Be Running
        $after.Time | Should -BeLessThan ([DateTimeOffset]::UtcNow.AddMinutes(1))
    }

    It 'starts at an earlier time' {
        (Reset-IBLocalService -Time 2021-05-05 -PassThru).Time.Date | Should -Be ([datetime]'2021-05-05')
        ((Get-IBImage -All).DateCreated | Sort-Object)[-1].Date | Should -Be ([datetime]'2021-05-03') -Because 'the newest image of the sample account is two days old'
    }

    It 'stays empty when it was empty' {
        Start-IBLocalService -Empty
        Reset-IBLocalService
        Get-IBLifecyclePolicy | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Start-IBLocalService
        Remove-IBLifecyclePolicy -Name demo -Confirm:$false
        Reset-IBLocalService -WhatIf
        Get-IBLifecyclePolicy | Should -BeNullOrEmpty
    }
}

Describe 'Without a local service' {
    BeforeAll { Stop-IBLocalService }

    It 'Get-IBLocalService writes nothing' {
        Get-IBLocalService | Should -BeNullOrEmpty
    }

    It '<_> says how to start one' -ForEach @(
        { Set-IBLocalService -Clock Stopped }
        { Reset-IBLocalService }
        { Export-IBLocalService "$TestDrive/none.json" }
        { Import-IBLocalService "$TestDrive/none.json" }
    ) {
        $_ | Should -Throw -ErrorId 'NoLocalService,*' -ExpectedMessage '*Start-IBLocalService*'
    }
}

Describe 'Another runspace' {
    It 'uses the newest service of the process, and is warned when that has ended' {
        $url = (Start-IBLocalService -PassThru).Url
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; Set-IBLocalService -Time 2030-01-01 -Clock Stopped").Invoke()
            (Get-IBLocalService).Time | Should -Be ([DateTimeOffset]'2030-01-01Z')
            Stop-IBLocalService
            $shell.Commands.Clear()
            $null = $shell.AddScript('Reset-IBLocalService').Invoke()
            $shell.Streams.Error | Should -BeLike '*Start-IBLocalService.'
            $shell.Streams.Warning | Should -HaveCount 1
            $shell.Streams.Warning[0].Message | Should -BeLike "*127.0.0.1:$($url.Port), which this session used, has ended*"
        }
        finally { $shell.Dispose() }
    }
}
