BeforeDiscovery {
    . "$PSScriptRoot/Module.ps1"

    # A section's code: in the README the powershell fences, in the about topic the lines indented by eight.
    function Get-Section([string] $file, [string] $heading, [string] $code) {
        $title, $lines, $isCode = '', @(), $false
        foreach ($line in (Get-Content "$ModuleRoot/$file") + '## end' + 'END') {
            if ($line -match $heading) {
                if ($lines) { @{ File = $file; Title = $title; Code = $lines -join "`n" } }
                $title, $lines = $line.Trim('# '), @()
            }
            elseif ($code) {
                if ($line -match $code) { $lines += $line }
            }
            elseif ($line -match '^```') { $isCode = $line -eq '```powershell' }
            elseif ($isCode) { $lines += $line }
        }
    }
    $sections = @(Get-Section README.md '^## ' '') + @(Get-Section en-US/about_ImageBuilderPS.help.txt '^[A-Z]' '^ {8}')
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Copy-Item "$ModuleRoot/examples" $TestDrive -Recurse
    Copy-Item "$ModuleRoot/examples/plan.csv" $TestDrive
    @{ sourceImage = $Ami; distributionConfigurationArn = $ConfigurationArn; executionRole = $Role } | ConvertTo-Json | Set-Content "$TestDrive/request.json"
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
    $global:PSDefaultParameterValues.Remove('Start-IBLocalService:StepMilliseconds')
    Stop-IBLocalService
}

Describe 'The commands in <_.File>' -ForEach ($sections | Group-Object { $_.File } | ForEach-Object { @{ File = $_.Name; Sections = $_.Group } }) {
    It 'are found' {
        $Sections.Count | Should -BeGreaterThan 2
    }

    It 'run as written, in 80 columns: <Title>' -ForEach $Sections {
        $global:PSDefaultParameterValues['Start-IBLocalService:StepMilliseconds'] = 1
        Start-IBLocalService
        $ErrorActionPreference = 'Stop'
        # A type's name in the output is a member that no view shows.
        & ([scriptblock]::Create($Code)) | Out-String -Width 80 | Should -Not -Match '\b(ImageBuilderPS(?!\.Cmdlets)|Amazon)\.[A-Z]\w+'
    }
}

Describe 'The pictures of <_>' -ForEach 'docs/lifecycle-preview.md', 'docs/lifecycle-plans.md' {
    BeforeAll { $repository = Split-Path (Split-Path $PSScriptRoot) }

    It 'are what the commands print' {
        Select-String -Path "$repository/$_" -Pattern '^PS> ' | Should -Not -BeNullOrEmpty
        & "$repository/eng/Pictures.ps1" -Module $ModulePath -Document "$repository/$_" -Check | Should -BeNullOrEmpty
    }
}
