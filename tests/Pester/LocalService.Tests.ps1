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
        Start-IBLocalService -Rate 5
        1..8 | ForEach-Object { Get-IBLifecyclePolicy } | Should -HaveCount 8
    }
}
