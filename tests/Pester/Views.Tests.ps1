BeforeDiscovery {
    . "$PSScriptRoot/Module.ps1"
    $format = [xml](Get-Content -Raw "$ModuleRoot/bin/ImageBuilderPS.Format.ps1xml")
    $views = $format.Configuration.ViewDefinitions.View | ForEach-Object {
        @{ Name = $_.Name; Types = @($_.ViewSelectedBy.TypeName); Labels = @($_.TableControl.TableHeaders.TableColumnHeader.Label); IsList = [bool]$_.ListControl }
    }
    $tables = $format.Configuration.ViewDefinitions.View.Where{ $_.TableControl } | ForEach-Object { @{ Name = $_.Name; Columns = $_.TableControl.TableHeaders.TableColumnHeader } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $PSStyle.OutputRendering = 'PlainText'
    # Gives whatever an object has a long name, a long version and a region with a long name, where it can be set.
    function Set-LongName([object] $object, [int] $depth = 0) {
        if ($object -is [array]) {
            foreach ($item in $object) { Set-LongName $item ($depth + 1) }
            return
        }
        if ($null -eq $object -or $depth -gt 3 -or $object.GetType().FullName -notlike 'ImageBuilderPS.*') { return }
        foreach ($property in $object.GetType().GetProperties()) {
            $setter = $property.GetSetMethod($true)
            if (-not $setter -or $property.GetIndexParameters()) { continue }
            $value = $property.GetValue($object)
            if ($value -isnot [string]) {
                Set-LongName $value ($depth + 1)
                continue
            }
            $long = $value -replace 'web-server', 'the-web-server-of-the-team-with-the-long-name' -replace '^(demo|outputs)\b|(?<=/)(demo|outputs)$', 'the-distribution-of-everything-to-everywhere' `
                -replace 'us-east-1', 'ap-southeast-2' -replace '\b\d\.\d\.0\b', '1024.2048.4096' -replace '^(Three regions|of the outputs).*', ('What this is for, and who is to be asked. ' * 4)
            if ($long -ne $value) { $null = $setter.Invoke($object, @($long)) }
        }
    }
}
AfterAll { Stop-IBLocalService }

Describe 'The table of a <Name>' -ForEach $tables {
    It 'fits 80 columns, of which PowerShell leaves 79' {
        $widths = $Columns | ForEach-Object { if ($_.Width) { [int]$_.Width } else { [Math]::Max(8, $_.Label.Length) } }
        ($widths | Measure-Object -Sum).Sum + $widths.Count - 1 | Should -BeLessOrEqual 79
    }
}

Describe 'The view <Name>, with long names' -ForEach $views {
    BeforeDiscovery { $widths = 80, 100, 120 }

    BeforeAll {
        if (-not $script:outputs) {
            . "$PSScriptRoot/Outputs.ps1"
            $script:outputs = @(Get-EveryOutput 3>$null).Where{ $null -ne $_ }
            foreach ($output in $script:outputs) { Set-LongName $output }
            Start-IBLocalService -StepMilliseconds 50
        }
        $shown = $script:outputs.Where{ $_.GetType().FullName -in $Types }
        $labels = $Labels.Where{ $_ }
    }

    It 'is right in <_> columns' -ForEach $widths {
        $shown | Should -Not -BeNullOrEmpty
        $text = if ($labels) { $shown | Format-Table -View $Name | Out-String -Width $_ }
        elseif ($IsList) { $shown | Format-List -View $Name | Out-String -Width $_ }
        else { $shown | Out-String -Width $_ }
        $lines = $text -replace '\e\[[\d;]*m' -split '\r?\n'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        if (-not $labels) {
            $text | Should -Not -Match '\u2026'
            return
        }
        # Columns begin, or end, where their dashes do.
        $under = [Array]::FindIndex([string[]]$lines, [Predicate[string]] { $args[0] -match '^ *--[- ]*$' })
        $columns = [regex]::Matches($lines[$under], '-+')
        $columns.ForEach{ $lines[$under - 1].Substring($_.Index, $_.Length) } | Should -Be $labels
        # Only the text of a last column may be cut, and only where it cannot be copied to find anything.
        $cut = $lines.Where{ $_.Contains([char]0x2026) }
        if ($labels[-1] -in 'Name', 'Description') { $cut.ForEach{ $_.IndexOf([char]0x2026) | Should -BeGreaterThan $columns[-1].Index } }
        else { $cut | Should -BeNullOrEmpty }
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
        $arrived | Out-String -Width 80 | Should -Match "(?m)^$Ami +base-linux/1\.0\.0/\d +AVAILABLE +6 of 6 +\d\d:\d\d:\d\d"
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
