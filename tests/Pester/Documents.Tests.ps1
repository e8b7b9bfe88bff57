BeforeDiscovery {
    . "$PSScriptRoot/Module.ps1"

    # A section's code: in Markdown the powershell fences, in the about topic the lines indented by eight.
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
    $pages = 'README.md', 'docs/ci.md', 'docs/distributing.md', 'docs/errors.md', 'docs/lifecycle-policies.md'
    $sections = @($pages | ForEach-Object { Get-Section $_ '^##+ ' '' }) + @(Get-Section en-US/about_ImageBuilderPS.help.txt '^[A-Z]' '^ {8}')
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

Describe 'The commands of the documents' {
    It 'are found in each' -ForEach @{ Found = $sections.File | Sort-Object -Unique; Pages = $pages } {
        $Found | Should -Be (@($Pages) + 'en-US/about_ImageBuilderPS.help.txt' | Sort-Object)
    }
}

Describe 'The commands in <_.File>' -ForEach ($sections | Group-Object { $_.File } | ForEach-Object { @{ File = $_.Name; Sections = $_.Group } }) {
    It 'run as written, in 80 columns: <Title>' -ForEach $Sections {
        $global:PSDefaultParameterValues['Start-IBLocalService:StepMilliseconds'] = 1
        Start-IBLocalService
        $ErrorActionPreference = 'Stop'
        # A type's name in the output is a member that no view shows.
        & ([scriptblock]::Create($Code)) | Out-String -Width 80 | Should -Not -Match '\b(ImageBuilderPS(?!\.Cmdlets)|Amazon)\.[A-Z]\w+'
    }
}

Describe 'The pictures of <_>' -ForEach 'README.md', 'docs/lifecycle-preview.md', 'docs/lifecycle-plans.md' {
    BeforeAll { $repository = Split-Path (Split-Path $PSScriptRoot) }

    It 'are what the commands print' {
        Select-String -Path "$repository/$_" -Pattern '^PS> ' | Should -Not -BeNullOrEmpty
        & "$repository/eng/Pictures.ps1" -Module $ModulePath -Document "$repository/$_" -Check | Should -BeNullOrEmpty
    }
}

Describe 'The links of <_>' -ForEach @(
    $root = Split-Path (Split-Path $PSScriptRoot)
    Push-Location $root
    'README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/*.md', 'docs/decisions/*.md', 'examples/*/README.md' |
        ForEach-Object { (Get-Item $_ | Resolve-Path -Relative) -replace '\\', '/' -replace '^\./' }
    Pop-Location
) {
    It 'lead to a file, and to a heading of it' {
        $file = Get-Item (Join-Path (Split-Path (Split-Path $PSScriptRoot)) $_)
        $text = (Get-Content -Raw $file) -replace '(?s)```.*?```'
        $broken = foreach ($link in [regex]::Matches($text, '\]\((?!\w+:)([^)#]*)#?([^)]*)\)')) {
            $target = if ($link.Groups[1].Value) { Join-Path $file.DirectoryName $link.Groups[1].Value } else { $file.FullName }
            $anchor = $link.Groups[2].Value
            if (-not (Test-Path $target)) { $link.Value }
            elseif ($anchor) {
                # GitHub's anchor of a heading: small letters, digits, - and _; a space is a -.
                $headings = (Get-Content $target) -match '^#+ ' | ForEach-Object { ($_ -replace '^#+ ').ToLowerInvariant() -replace '[^\w\- ]' -replace ' ', '-' }
                if ($anchor -notin $headings) { $link.Value }
            }
        }
        $broken | Should -BeNullOrEmpty
    }
}

Describe 'SECURITY.md' {
    It 'names tests that exist' {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $named = [regex]::Matches((Get-Content -Raw "$root/SECURITY.md"), '`(tests/[\w./-]+)`: ((?:"[^"|]+"(?:, )?)+)')
        $named.Count | Should -BeGreaterThan 10
        foreach ($test in $named) {
            $source = Get-Content -Raw "$root/$($test.Groups[1].Value)"
            foreach ($name in [regex]::Matches($test.Groups[2].Value, '"([^"]+)"').ForEach{ $_.Groups[1].Value }) {
                $source.Contains("It '$name'") -or $source.Contains(" $($name -replace '\W', '_')(") | Should -BeTrue -Because "$($test.Groups[1].Value) has: $name"
            }
        }
    }
}
