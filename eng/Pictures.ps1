# The console blocks of a document: commands after "PS> ", then what they print. Runs the commands against a local service of
# a fixed time, as if somebody typed them in 100 columns, and puts the output into the document; with -Check returns the
# blocks that differ.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Document,
    [switch] $Check
)
$ErrorActionPreference = 'Stop'
$env:AWS_EC2_METADATA_DISABLED = 'true'
$width = 100

# Only what is typed shows messages that a script does not need.
$runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault())
$runspace.Open()
function Invoke-Typed([string] $command) {
    $typed = [powershell]::Create()
    $typed.Runspace = $runspace
    $output = $typed.AddScript($command).AddCommand('Out-String').AddParameter('Width', $width).Invoke()
    if ($typed.Streams.Error) { throw "$command`: $($typed.Streams.Error[0])" }
    $shown = @($output) + $typed.Streams.Information + @($typed.Streams.Warning | ForEach-Object { "WARNING: $_" })
    (($shown -join "`n") -split '\r?\n' | ForEach-Object TrimEnd) -join "`n" -replace '\n{3,}', "`n`n" -replace '^\n+|\n+$'
}

try {
    $null = Invoke-Typed "Import-Module '$Module'; Start-IBLocalService -WarningAction SilentlyContinue; Reset-IBLocalService -Time 2026-06-01T06:00Z -Confirm:`$false; Set-IBLocalService -Time 2026-06-01T06:01Z -Clock Stopped"
    $text = [IO.File]::ReadAllText($Document).Replace("`r`n", "`n")
    $differing = [Collections.Generic.List[string]]::new()
    $made = [regex]::Replace($text, '(?s)(?<=\n```console\n).*?(?=\n```\n)', {
        param($block)
        $lines = foreach ($command in $block.Value -split '\n' -match '^PS> ') {
            $command
            if ($output = Invoke-Typed $command.Substring(4)) { $output; '' }
        }
        $printed = ($lines -join "`n").TrimEnd("`n")
        if ($printed -ne $block.Value) { $differing.Add($printed) }
        $printed
    })
    if ($Check) { $differing }
    else { [IO.File]::WriteAllText($Document, $made) }
}
finally {
    $null = Invoke-Typed 'Stop-IBLocalService'
    $runspace.Dispose()
}
