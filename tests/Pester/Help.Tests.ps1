BeforeDiscovery {
    . "$PSScriptRoot/Module.ps1"
    Import-Module $ModulePath -Force
    $cmdlets = Get-Command -Module ImageBuilderPS | ForEach-Object { @{ Name = $_.Name } }
    $examples = foreach ($cmdlet in $cmdlets) {
        foreach ($example in (Get-Help $cmdlet.Name).examples.example) {
            @{ Name = $cmdlet.Name; Title = $example.title.Trim('- '); Code = $example.code }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Module.ps1"
    Import-Module $ModulePath
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help $Name -Full
        $command = Get-Command $Name
        $common = [Management.Automation.Cmdlet]::CommonParameters
        $parameters = $command.Parameters.Keys | Where-Object { $_ -notin $common }
    }

    It 'has a synopsis, a description and an example' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match "^\s*$Name\s+\["
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.examples.example.code | Should -Not -BeNullOrEmpty
    }

    It 'describes the parameters that the cmdlet has, and no others' {
        $described = $help.parameters.parameter | Where-Object { $_.description.Text } | ForEach-Object name
        $described | Sort-Object | Should -Be ($parameters | Sort-Object)
    }

    It 'tells which parameters bind from the pipeline' {
        foreach ($parameter in $help.parameters.parameter) {
            $attributes = $command.Parameters[$parameter.name].Attributes.Where{ $_ -is [Parameter] }
            $binds = [bool] $attributes.Where{ $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }
            $parameter.pipelineInput -like 'true*' | Should -Be $binds -Because "-$($parameter.name) of $Name"
        }
    }

    It 'tells what each number is when it is not given' {
        $cmdlet = [Activator]::CreateInstance($command.ImplementingType)
        foreach ($parameter in $help.parameters.parameter) {
            $value = $cmdlet.($parameter.name)
            if ($value -is [ValueType] -and $value -isnot [switch] -and $value -notin 0, [int]::MaxValue) {
                $parameter.defaultValue | Should -Be $value -Because "-$($parameter.name) of $Name"
            }
        }
    }

    It 'has no gap that waits to be filled, and no source code' {
        $help | Out-String -Width 500 | Should -Not -Match '\{\{ ?Fill|<summary>|\[Cmdlet\('
    }
}

Describe 'The examples in the help' {
    BeforeAll {
        # Some write files.
        Push-Location $TestDrive
    }
    BeforeEach {
        Stop-IBLocalService
    }
    AfterAll {
        Pop-Location
        Stop-IBLocalService
    }

    It 'run as written, in 80 columns: <Name>, <Title>' -ForEach $examples {
        if ($Name -ne 'Start-IBLocalService') {
            Start-IBLocalService -StepMilliseconds 1
        }
        $ErrorActionPreference = 'Stop'
        # A type's name in the output is a member that no view shows.
        & ([scriptblock]::Create($Code)) | Out-String -Width 80 | Should -Not -Match '\b(ImageBuilderPS(?!\.Cmdlets)|Amazon)\.[A-Z]\w+'
    }
}

Describe 'about_ImageBuilderPS' {
    It 'names every cmdlet of the module' {
        $topic = Get-Content -Raw "$ModuleRoot/en-US/about_ImageBuilderPS.help.txt"
        foreach ($cmdlet in Get-Command -Module ImageBuilderPS) {
            $topic | Should -Match ([regex]::Escape($cmdlet.Name))
        }
    }
}
