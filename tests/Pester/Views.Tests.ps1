BeforeDiscovery {
    . "$PSScriptRoot/Module.ps1"
    $format = [xml](Get-Content -Raw "$ModuleRoot/bin/ImageBuilderPS.Format.ps1xml")
    $tables = $format.Configuration.ViewDefinitions.View.Where{ $_.TableControl } | ForEach-Object { @{ Name = $_.Name; Columns = $_.TableControl.TableHeaders.TableColumnHeader } }
}

BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'The table of a <Name>' -ForEach $tables {
    It 'fits 80 columns, of which PowerShell leaves 79' {
        $widths = $Columns | ForEach-Object { if ($_.Width) { [int]$_.Width } else { [Math]::Max(8, $_.Label.Length) } }
        ($widths | Measure-Object -Sum).Sum + $widths.Count - 1 | Should -BeLessOrEqual 79
    }
}

Describe 'Tables' {
    It 'show a client token in whole in <_> columns' -ForEach 80, 100, 120 {
        $updated = Get-IBLifecyclePolicy $PolicyArn | Update-IBLifecyclePolicy -Description "Shown in $_ columns"
        $updated | Out-String -Width $_ | Should -Match $updated.ClientToken
        $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
        $sent | Out-String -Width $_ | Should -Match $sent.ClientToken
    }

    It 'wrap a long source rather than cut it' {
        $arrived = Invoke-IBDistributeImage 'ssm:/images/web-server/latest' $ConfigurationArn $Role -Wait -PollingIntervalSeconds 0.1
        $arrived | Out-String -Width 80 | Should -Match '(?s)ssm:/images/web-serve .*\nr/latest\b'
    }

    It 'show images in whole in 80 columns' {
        Get-IBImage | Out-String -Width 80 | Should -Match '(?m)web-server +1\.0\.0 .* \d{4}-\d\d-\d\d \d\d:\d\d'
    }
}

Describe 'The table of what was waited for' {
    It 'tells in 80 columns how much arrived' {
        $arrived = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -Wait -PollingIntervalSeconds 0.1
        $arrived | Out-String -Width 80 | Should -Match "(?m)^$Ami +$Ami/1\.0\.0/\d +AVAILABLE +6 of 6 +\d\d:\d\d:\d\d"
    }
}

Describe 'Lists' {
    It 'tell what is in nested members rather than their types: <_>' -ForEach 'Get-IBImage', 'Get-IBLifecyclePolicy', 'Get-IBDistributionConfiguration' {
        $text = & $_ -Detail -First 1 | Format-List | Out-String -Width 300
        $text | Should -Match 'Arn +: arn:'
        $text | Should -Not -Match 'ImageBuilderPS\.'
    }

    It 'tell the rules and the selection of a policy' {
        $text = Get-IBLifecyclePolicy $PolicyArn | Format-List | Out-String -Width 300
        $text | Should -Match ': \{DEPRECATE by AGE 30 DAYS, DELETE by AGE 90 DAYS\}'
        $text | Should -Match ': recipes web-server x\.x\.x'
    }
}
