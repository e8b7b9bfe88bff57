BeforeDiscovery {
    . "$PSScriptRoot/Module.ps1"
    Import-Module $ModulePath -Force
    # A file and a report are nobody's data; a run can only be stopped while it is under way.
    $apart = 'System.IO.FileInfo', 'System.String', 'System.Boolean', 'System.Void', 'ImageBuilderPS.Api.Operations.CancelLifecycleExecutionResponse'
    $types = (Get-Command -Module ImageBuilderPS).OutputType.Name | Sort-Object -Unique | Where-Object { $_ -notin $apart }
    $format = [xml](Get-Content -Raw "$ModuleRoot/bin/ImageBuilderPS.Format.ps1xml")
    $views = $format.Configuration.ViewDefinitions.View.Where{ $_.TableControl } | ForEach-Object {
        foreach ($type in $_.ViewSelectedBy.TypeName) { @{ Type = $type; Columns = @($_.TableControl.TableHeaders.TableColumnHeader.Label) } }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    . "$PSScriptRoot/Outputs.ps1"
    $Outputs = Get-EveryOutput | Group-Object { $_.GetType().FullName } -AsHashTable

    # The paths of members whose type a reader of JSON or CSV can do nothing with.
    function Find-Odd($value, [string] $path) {
        if ($null -eq $value -or $value -is [string] -or $value -is [uri] -or $value -is [DateTimeOffset]) { return }
        if ($value -is [Enum] -or $value -is [TimeSpan]) { return "$path is $($value.GetType())" }
        if ($value -is [ValueType]) { return }
        if ($value -is [Collections.IDictionary]) { return }
        if ($value -is [Collections.IEnumerable]) {
            if ($value -isnot [array]) { "$path is $($value.GetType())" }
            foreach ($item in $value) { Find-Odd $item "$path[]" }
            return
        }
        foreach ($property in $value.PSObject.Properties) { Find-Odd $property.Value "$path.$($property.Name)" }
    }
}
AfterAll { Stop-IBLocalService }

Describe 'What a cmdlet writes: <_>' -ForEach $types {
    BeforeAll {
        $type = $_
        $objects = @($Outputs[$type])
    }

    It 'is written here' {
        $objects.Count | Should -BeGreaterThan 0
        $objects[0] | Should -BeOfType $type
    }

    It 'has words for enums, numbers for time spans, and arrays' {
        $objects | ForEach-Object { Find-Odd $_ '' } | Sort-Object -Unique | Should -BeNullOrEmpty
    }

    It 'can be JSON and CSV' {
        ConvertTo-Json $objects[0] -Depth 10 -WarningVariable cut -WarningAction SilentlyContinue | Should -Not -Match 'ImageBuilderPS\.|"Ticks"'
        $cut | Should -BeNullOrEmpty
        $objects[0] | ConvertTo-Csv | Should -Not -Match '<>|ReadOnlyList'
    }

    It 'tells values in a list, not the names of types' {
        $objects | Format-List * | Out-String -Width 400 | Should -Not -Match ': \{?ImageBuilderPS\.'
    }

}

Describe 'A result: <_>' -ForEach ($types -match '^ImageBuilderPS\.(Distribution|Lifecycle)\.') {
    It 'has nothing to set or to call' {
        $object = @($Outputs[$_])[0]
        ($object | Get-Member -MemberType Property).Definition | Should -Not -Match 'set;'
        ($object | Get-Member -MemberType Method).Name | Should -Be Equals, GetHashCode, GetType, ToString
    }
}

Describe 'The columns of a <Type>' -ForEach $views {
    It 'are properties of that name' {
        $object = @($Outputs[$Type])[0]
        $object | Should -Not -BeNullOrEmpty
        foreach ($column in $Columns) {
            $object.PSObject.Properties[$column] | Should -Not -BeNullOrEmpty -Because "$Type shows $column"
        }
    }

    It 'have whole headers in 80 columns, of which PowerShell leaves 79' {
        $text = @($Outputs[$Type])[0] | Format-Table | Out-String -Width 79
        $text | Should -Match ('(?m)^ *' + ($Columns -join ' +') + ' *\r?$')
    }
}

Describe 'The output of' {
    It 'Get-IBLifecyclePreview can be filtered, sorted and selected by what it shows' {
        $decisions = Get-IBLifecyclePreview $PolicyArn
        $old = $decisions | Where-Object Days -GT 90
        $old | Should -Not -BeNullOrEmpty
        $old.AgeDays | ForEach-Object { $_ | Should -BeGreaterThan 90 }
        @($decisions | Where-Object Resource -Match '^ami-[0-9a-f]+$').ResourceType | Sort-Object -Unique | Should -Be Ami
        ($decisions | Sort-Object Days -Descending)[0].Days | Should -Be ($decisions.AgeDays | Measure-Object -Maximum).Maximum
        $row = $decisions | Where-Object Action -In Delete, Deprecate | Select-Object Action, Resource, Days, Reason -First 1
        $row.PSObject.Properties.Value | ForEach-Object { $_ | Should -Not -BeNullOrEmpty }
    }

    It 'Get-IBLifecyclePreview is JSON that says the actions in words' {
        $json = Get-IBLifecyclePreview $PolicyArn | Select-Object -First 1 | ConvertTo-Json
        $json | Should -Match '"Action": +"[A-Z][a-z]+"'
        $json | Should -Match '"ResourceType": +"Image"'
        $json | Should -Match '"AgeDays": +\d+,'
    }

    It 'Invoke-IBDistributeImage -Wait is CSV that says how much arrived' {
        $row = $Outputs['ImageBuilderPS.Distributing.ImageDistribution'].Where{ $_.Status -eq 'AVAILABLE' }[0] | ConvertTo-Csv | ConvertFrom-Csv
        $row.Arrived | Should -Be '6 of 6'
        $row.DurationSeconds | Should -Match '^\d+([.,]\d)?$'
    }
}
