# Compiles docs/en-US/*-IB*.md into en-US/ImageBuilderPS.dll-Help.xml.
param([Parameter(Mandatory)] [string] $ModuleFolder)
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $ModuleFolder + [IO.Path]::PathSeparator + $env:PSModulePath
Import-Module Microsoft.PowerShell.PlatyPS

$root = Split-Path $PSScriptRoot
$scratch = Join-Path $root 'artifacts/help'
$null = New-Item -ItemType Directory -Force $scratch, (Join-Path $root 'en-US')
$made = Get-ChildItem (Join-Path $root 'docs/en-US/*-IB*.md') | Sort-Object Name |
    Import-MarkdownCommandHelp |
    Export-MamlCommandHelp -OutputFolder $scratch -Force
# The same bytes on every system, so that the file only changes when its sources do.
$text = [IO.File]::ReadAllText($made.FullName).Replace("`r`n", "`n").TrimEnd() + "`n"
[IO.File]::WriteAllText((Join-Path $root 'en-US/ImageBuilderPS.dll-Help.xml'), $text)
