BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    'a file' | Set-Content "$TestDrive/afile.json"
    function Tab([string] $line) {
        Push-Location $TestDrive
        try { (TabExpansion2 $line $line.Length).CompletionMatches }
        finally { Pop-Location }
    }
    function Complete([string] $line) { (Tab $line).CompletionText }
    # A port on which nobody listens.
    function Get-FreePort {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $listener.LocalEndpoint.Port
        $listener.Stop()
    }
}
AfterAll { Stop-IBLocalService }

Describe 'Tab completion' {
    It 'offers files for what is no other parameter' {
        Complete 'Import-IBLifecyclePolicy -Path afil' | Should -BeLike '*afile.json'
    }

    It 'offers no file for any other parameter of any cmdlet' {
        $paths = 'Path', 'AuditPath', 'LastAppliedPath', 'PolicyPath', 'Image', 'Fact', 'LedgerPath'
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        $lines = foreach ($cmdlet in Get-Command -Module ImageBuilderPS) {
            $cmdlet.Parameters.Values.Where{ -not $_.SwitchParameter -and $_.Name -notin $common + $paths }.ForEach{ "$($cmdlet.Name) -$($_.Name) afil" }
        }
        $lines.Count | Should -BeGreaterThan 350
        $lines.Where{ Complete $_ } | Should -BeNullOrEmpty
    }

    It 'offers the values of the API for <Line>' -ForEach @(
        @{ Line = 'Get-IBImage -Owner '; Words = 'Self,Shared,Amazon,ThirdParty,AWSMarketplace' }
        @{ Line = 'Update-IBLifecyclePolicy -Status d'; Words = 'DISABLED' }
        @{ Line = 'ImageBuilderPS\New-IBLifecyclePolicy -ResourceType '; Words = 'AMI_IMAGE,CONTAINER_IMAGE' }
        @{ Line = 'Start-IBResourceStateUpdate -State '; Words = 'AVAILABLE,DELETED,DEPRECATED,DISABLED' }
        @{ Line = 'Start-IBResourceStateUpdate -ExcludeLaunchedWithinUnit '; Words = 'DAYS,WEEKS,MONTHS,YEARS' }
        @{ Line = 'Get-IBLifecyclePreview -Action De'; Words = 'Delete,Deprecate' }
        @{ Line = 'Set-IBLocalService -Clock '; Words = 'Running,Stopped' }
    ) {
        (Complete $Line) -join ',' | Should -Be $Words
    }

    It 'offers failed images to resume, and images under way to cancel' {
        Start-IBLocalService -StepMilliseconds 60000
        $underWay = (Invoke-IBDistributeImage $Ami $ConfigurationArn $Role).ImageBuildVersionArn
        (TabUntilAnswered 'Stop-IBImage ').CompletionText | Should -Be $underWay
        Complete 'Resume-IBImage ' | Should -BeNullOrEmpty

        Start-IBLocalService -StepMilliseconds 20
        $noRole = (New-IBDistributionConfiguration 'without role' (New-IBDistribution us-east-1 -TargetAccountId 222233330000)).DistributionConfigurationArn
        Invoke-IBDistributeImage $Ami $noRole $Role -Wait -PollingIntervalSeconds 0.05 -ErrorVariable failure -ErrorAction SilentlyContinue
        Complete 'Resume-IBImage ' | Should -Be $failure[0].TargetObject.ImageBuildVersionArn
        Complete 'Stop-IBImage ' | Should -BeNullOrEmpty
    }

    It 'offers images under way first to wait for, and to restore those that are not available' {
        Start-IBLocalService -StepMilliseconds 60000
        $underWay = (Invoke-IBDistributeImage $Ami $ConfigurationArn $Role).ImageBuildVersionArn
        $arns = (TabUntilAnswered 'Wait-IBImage ').CompletionText
        $arns[0] | Should -Be $underWay
        $arns | Should -HaveCount 9
        Complete 'Restore-IBImage ' | Should -BeNullOrEmpty
        Complete 'Start-IBResourceStateUpdate -State AVAILABLE -ResourceArn ' | Should -BeNullOrEmpty
        Complete 'Invoke-IBDistributeImage ' | Should -HaveCount 8
        $old = Get-IBImage -Name web-server -Version 1.0.0 -First 1
        $null = $old | Start-IBResourceStateUpdate -State DEPRECATED
        Complete 'Restore-IBImage ' | Should -Be $old.Arn
        Complete 'Start-IBResourceStateUpdate -State AVAILABLE -ResourceArn ' | Should -Be $old.Arn
        Complete 'Invoke-IBDistributeImage ' | Should -Not -Contain $old.Arn
    }
}

Describe 'Tab completion from lists' {
    BeforeAll {
        Start-IBLocalService
        $null = New-IBDistributionConfiguration 'web servers' (New-IBDistribution eu-west-1, us-east-1) -Description 'of the web team'
        Set-IBLocalService -Advance 30.00:00:00
        $run = (Get-IBLifecycleExecution -LifecyclePolicyArn $PolicyArn)[0].LifecycleExecutionId
    }

    It 'shows <Label> with a tooltip for <Line>' -ForEach @(
        @{ Line = 'Get-IBLifecyclePolicy -Name '; Text = 'demo'; Label = 'demo'; ToolTip = 'demo, ENABLED, Deprecates web-server images*' }
        @{ Line = 'Get-IBLifecyclePolicy '; Text = 'arn:*:lifecycle-policy/demo'; Label = 'demo'; ToolTip = 'demo, ENABLED, *' }
        @{ Line = 'Set-IBDistributionConfiguration -Name web'; Text = "'web servers'"; Label = 'web servers'; ToolTip = 'web servers, eu-west-1 us-east-1, of the web team' }
        @{ Line = 'Get-IBImage web-server/2.0.0/2'; Text = 'arn:*:image/web-server/2.0.0/2'; Label = 'web-server/2.0.0/2'; ToolTip = 'web-server 2.0.0, AVAILABLE, 20*' }
        @{ Line = 'Get-IBImage -Region eu-west-1'; Text = 'eu-west-1'; Label = 'eu-west-1'; ToolTip = 'Europe (Ireland)' }
        @{ Line = 'Invoke-IBDistributeImage -ExecutionRole '; Text = 'arn:*:role/ImageBuilderLifecycleRole'; Label = 'ImageBuilderLifecycleRole'; ToolTip = 'the role of policy demo' }
        @{ Line = 'New-IBLifecycleResourceSelection -Recipe x.x'; Text = 'web-server/x.x.x'; Label = 'web-server/x.x.x'; ToolTip = 'all versions of recipe web-server' }
        @{ Line = 'Get-IBImage -Name web-server -Version 1.1'; Text = '1.1.0'; Label = '1.1.0'; ToolTip = 'web-server 1.1.0, 20*' }
    ) {
        $found = @(TabUntilAnswered $Line)
        $found | Should -HaveCount 1
        $found[0].CompletionText | Should -BeLike $Text
        $found[0].ListItemText | Should -Be $Label
        $found[0].ToolTip | Should -BeLike $ToolTip
    }

    It 'offers roles to <_>' -ForEach 'Test-IBDistributeImage', 'New-IBLifecyclePolicy', 'Update-IBLifecyclePolicy', 'Start-IBResourceStateUpdate', 'Restore-IBImage', 'New-IBLifecyclePlan' {
        (TabUntilAnswered "$_ -ExecutionRole ").ListItemText | Should -Be ImageBuilderLifecycleRole
    }

    It 'offers executions to <_>' -ForEach 'Get-IBLifecycleExecution', 'Get-IBLifecycleExecutionResource', 'Test-IBLifecyclePreview' {
        $found = TabUntilAnswered "$_ -LifecycleExecutionId "
        $found.CompletionText | Should -Contain $run
        $found.Where{ $_.CompletionText -eq $run }.ToolTip | Should -BeLike '*, policy demo, 20*'
    }

    It 'leaves out what the list has already' {
        $null = TabUntilAnswered 'New-IBLifecycleResourceSelection -Recipe '
        Complete 'New-IBLifecycleResourceSelection -Recipe web-server/x.x.x, web-server/1.0.0, ' | Should -Be 'web-server/1.1.0', 'web-server/2.0.0'
        Complete 'New-IBLifecycleResourceSelection web-server/x.x.x,web-server/1' | Should -Be 'web-server/1.0.0', 'web-server/1.1.0'
    }

    It 'offers the keys of tags that a resource has' {
        Add-IBResourceTag $PolicyArn @{ Team = 'web' }
        (TabUntilAnswered "Remove-IBResourceTag $PolicyArn -TagKey ").ToolTip | Should -Be 'Team = web'
        Complete "Remove-IBResourceTag $ConfigurationArn -TagKey " | Should -BeNullOrEmpty
    }

    It 'shows at the next Tab what a cmdlet has changed' {
        $null = TabUntilAnswered 'Get-IBDistributionConfiguration -Name '
        $null = New-IBDistributionConfiguration 'brand new' (New-IBDistribution eu-west-1)
        (TabUntilAnswered 'Get-IBDistributionConfiguration -Name brand').ListItemText | Should -Be 'brand new'
    }
}

Describe 'Tab completion against an endpoint that does not answer' {
    BeforeAll {
        $keys = '-Region us-east-1 -AccessKey a -SecretKey b'
        function Get-Connection($listener) {
            while ($listener.Pending()) {
                $listener.AcceptTcpClient()
                Start-Sleep -Milliseconds 10
            }
        }
    }

    It 'connects once where it is silent, whatever the list' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            $to = "-EndpointUrl http://127.0.0.1:$($listener.LocalEndpoint.Port) $keys"
            Complete "Get-IBLifecyclePolicy $to -Name " | Should -BeNullOrEmpty
            for ($try = 0; $try -lt 100 -and -not $listener.Pending(); $try++) { Start-Sleep -Milliseconds 100 }
            $first = @(Get-Connection $listener)
            $first | Should -HaveCount 1
            Complete "Get-IBLifecyclePolicy $to -Name " | Should -BeNullOrEmpty
            Complete "Add-IBResourceTag $to -ResourceArn " | Should -BeNullOrEmpty
            Start-Sleep -Milliseconds 500
            Get-Connection $listener | Should -BeNullOrEmpty
            $first.Dispose()
        }
        finally { $listener.Stop() }
    }

    It 'does not try again at once where it refuses' {
        $port = Get-FreePort
        $line = "Get-IBLifecyclePolicy -EndpointUrl http://127.0.0.1:$port $keys -Name "
        Complete $line | Should -BeNullOrEmpty
        # The refusal may come after the Tab.
        Start-Sleep -Milliseconds 500
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $port)
        $listener.Start()
        try {
            Complete $line | Should -BeNullOrEmpty
            Start-Sleep -Milliseconds 500
            $listener.Pending() | Should -BeFalse
        }
        finally { $listener.Stop() }
    }

    It 'finds a local service that was started again at the same URL' {
        $port = Get-FreePort
        $line = "Get-IBLifecyclePolicy -EndpointUrl http://127.0.0.1:$port $keys -Name "
        Complete $line | Should -BeNullOrEmpty
        Start-IBLocalService -Port $port
        (TabUntilAnswered $line).CompletionText | Should -Be demo
    }
}
