# Compiles docs/en-US/*-IB*.md into en-US/ImageBuilderPS.dll-Help.xml.
param([Parameter(Mandatory)] [string] $ModuleFolder)
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $ModuleFolder + [IO.Path]::PathSeparator + $env:PSModulePath
if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)) {
    throw 'The module Microsoft.PowerShell.PlatyPS is not installed. Install it (Install-PSResource Microsoft.PowerShell.PlatyPS), then compile the help again.'
}
Import-Module Microsoft.PowerShell.PlatyPS

$root = Split-Path $PSScriptRoot
$scratch = Join-Path $root 'artifacts/help'
$null = New-Item -ItemType Directory -Force $scratch, (Join-Path $root 'en-US')
$pages = Get-ChildItem (Join-Path $root 'docs/en-US/*-IB*.md') | Sort-Object Name | Import-MarkdownCommandHelp
$made = $pages | Export-MamlCommandHelp -OutputFolder $scratch -Force
$help = [xml] [IO.File]::ReadAllText($made.FullName)
$names = [Xml.XmlNamespaceManager]::new($help.NameTable)
$names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
$names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
$names.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

# PlatyPS leaves an example's code in its introduction, fences and all; Get-Help shows dev:code as code.
foreach ($example in $help.SelectNodes('//command:example', $names)) {
    $code, $remarks = $example.SelectSingleNode('dev:code', $names), $example.SelectSingleNode('dev:remarks', $names)
    foreach ($paragraph in @($example.SelectNodes('maml:introduction/maml:para', $names))) {
        $text = $paragraph.InnerText
        if ($text.StartsWith('```') -and -not $code.InnerText) {
            $code.InnerText = ($text -replace '^```\w*\r?\n' -replace '\r?\n```$').Replace("`r`n", "`n")
            $null = $paragraph.ParentNode.RemoveChild($paragraph)
        }
        elseif ($text.Trim([char] 0x80, ' ') -eq '') {
            $null = $paragraph.ParentNode.RemoveChild($paragraph)
        }
        elseif ($code.InnerText) {
            $paragraph.InnerText = $text -replace '(?m)^```\w*\r?\n?'
            $null = $remarks.AppendChild($paragraph)
        }
    }
}
# PlatyPS leaves out what a parameter is when it is not given.
foreach ($page in $pages) {
    foreach ($parameter in $page.Parameters.Where{ $_.DefaultValue }) {
        $path = "//command:command[command:details/command:name='$($page.Title)']/command:parameters/command:parameter[maml:name='$($parameter.Name)']"
        $default = $help.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))
        $default.InnerText = $parameter.DefaultValue
        $null = $help.SelectSingleNode($path, $names).AppendChild($default)
    }
}
# A link between two pages is a name in the console.
foreach ($link in @($help.SelectNodes('//maml:navigationLink', $names))) {
    $address = $link.SelectSingleNode('maml:uri', $names)
    if ($address.InnerText -like '*.md') {
        $address.InnerText = ''
    }
    elseif (-not $address.InnerText) {
        $null = $link.ParentNode.RemoveChild($link)
    }
}

# The same bytes on every system, so that the file changes only when its sources do.
$settings = [Xml.XmlWriterSettings] @{
    Indent         = $true
    NewLineChars   = "`n"
    NewLineHandling = 'None'
    Encoding       = [Text.UTF8Encoding]::new($false)
}
$file = Join-Path $root 'en-US/ImageBuilderPS.dll-Help.xml'
$writer = [Xml.XmlWriter]::Create($file, $settings)
$help.Save($writer)
$writer.Dispose()
[IO.File]::AppendAllText($file, "`n")
