BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Start-IBLocalService and Stop-IBLocalService' {
    It 'serves the session with no setting at all' {
        (Get-IBLifecyclePolicy).Name | Should -Contain 'demo'
        (Get-IBDistributionConfiguration).Name | Should -Contain 'demo'
    }

    It 'gives its URL with -PassThru, which -EndpointUrl takes' {
        $service = Start-IBLocalService -Empty -PassThru
        $service.Url.Host | Should -BeIn '127.0.0.1', 'localhost'
        Get-IBLifecyclePolicy -EndpointUrl $service.Url | Should -BeNullOrEmpty
    }

    It 'warns that it takes the place of the one before' {
        $before = Start-IBLocalService -PassThru
        Start-IBLocalService -WarningVariable warnings
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike "*127.0.0.1:$($before.Url.Port) was stopped*lost*"
        Stop-IBLocalService
        Start-IBLocalService -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'tells who types it where it listens, and writes nothing to the output' {
        $typed = Invoke-Engine -c "Import-Module '$ModulePath'; `$output = Start-IBLocalService; `$null -eq `$output"
        $typed | Should -HaveCount 2
        $typed[0] | Should -Match '^Listening on http://127\.0\.0\.1:[0-9]+; '
        $typed[1] | Should -Be 'True'
        Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService 6>`$null" | Should -BeNullOrEmpty
        Invoke-Engine -c "Import-Module '$ModulePath'; (Start-IBLocalService -PassThru).Url.Port -gt 0" | Should -Be 'True'
        Start-IBLocalService -InformationVariable information
        $information | Should -BeNullOrEmpty -Because 'a script does not need it'
    }

    It 'answers everybody who is under way when it ends with the truth' {
        $url = (Start-IBLocalService -StepMilliseconds 1 -LatencyMilliseconds 60000 -PassThru).Url
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($ModulePath, $Url, $Configuration, $Role)
                Import-Module $ModulePath
                1..8 | ForEach-Object { 'ami-{0:x17}' -f $_ } |
                    Invoke-IBDistributeImage -DistributionConfigurationArn $Configuration -ExecutionRole $Role -EndpointUrl $Url
            }).AddArgument($ModulePath).AddArgument($url).AddArgument($ConfigurationArn).AddArgument($Role)
            $running = $shell.BeginInvoke()
            $deadline = [DateTime]::UtcNow.AddSeconds(30)
            $connections = { [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
                    Where-Object { $_.LocalEndPoint.Port -eq $url.Port -and $_.State -eq 'Established' } }
            while (@(& $connections).Count -lt 8 -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
            @(& $connections) | Should -HaveCount 8
            Stop-IBLocalService
            $shell.EndInvoke($running) | Should -BeNullOrEmpty -Because 'nothing was distributed'
            $shell.Streams.Error | Should -HaveCount 8
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'starts empty on request' {
        Start-IBLocalService -Empty
        Get-IBDistributionConfiguration | Should -BeNullOrEmpty
    }

    It 'says which port is taken' {
        $service = Start-IBLocalService -PassThru
        { Start-IBLocalService -Port $service.Url.Port } | Should -Not -Throw -Because 'the session''s own service makes room'
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            { Start-IBLocalService -Port $listener.LocalEndpoint.Port } | Should -Throw -ErrorId 'PortInUse*' -ExpectedMessage "*$($listener.LocalEndpoint.Port)*"
            (Get-IBLifecyclePolicy).Name | Should -Contain 'demo' -Because 'the service that ran goes on'
        }
        finally {
            $listener.Stop()
        }
    }

    It 'answers no more after Stop-IBLocalService' {
        $service = Start-IBLocalService -PassThru
        Stop-IBLocalService
        Get-IBLifecyclePolicy -EndpointUrl $service.Url -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'EndpointUnreachable,*'
        $failure[0].Exception.Message | Should -BeLike "*$($service.Url.Port)*"
    }

    It 'refuses calls beyond its rate, and the client waits and comes through' {
        # The back-off is random: two short waits in a row may end before the next call is allowed.
        $env:AWS_MAX_ATTEMPTS = '10'
        try {
            Start-IBLocalService -Rate 5
            1..8 | ForEach-Object { Get-IBLifecyclePolicy } | Should -HaveCount 8
        }
        finally { Remove-Item Env:AWS_MAX_ATTEMPTS }
    }
}
