# How much room the module and PowerShell take of what AWS Lambda allows, and how long they take to the first result.
#
#   ./build.sh package && pwsh examples/fleet/measure.ps1
#
# Sources: AWS Lambda's developer guide, "Lambda quotas": 250 MB unzipped for a package with all of its layers, 50 MB zipped
# for a direct upload, and 10 GB for a container image.
#requires -Version 7.4
param(
    # The folder of the package, with the version's folder in it; that of ./build.sh package by default.
    [string] $Module = (Get-ChildItem "$PSScriptRoot/../../out/ImageBuilderPS" -Directory -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1).FullName,

    # The folder of PowerShell for Linux; this one by default.
    [string] $PowerShell = $PSHOME,

    # How often it is started.
    [int] $Starts = 5
)
$ErrorActionPreference = 'Stop'
if (-not $Module) { throw 'Got no package. Run ./build.sh package, or give -Module.' }

function Measure-Folder([string] $name, [string] $path) {
    $zip = Join-Path ([IO.Path]::GetTempPath()) "fleet-$([guid]::NewGuid()).zip"
    try {
        [IO.Compression.ZipFile]::CreateFromDirectory($path, $zip)
        [pscustomobject]@{
            Part = $name
            UnzippedMB = [Math]::Round((Get-ChildItem $path -Recurse -File -Force | Measure-Object Length -Sum).Sum / 1MB, 1)
            ZippedMB = [Math]::Round((Get-Item $zip).Length / 1MB, 1)
        }
    }
    finally { Remove-Item $zip -ErrorAction Ignore }
}

$parts = @(
    Measure-Folder 'ImageBuilderPS' $Module
    Measure-Folder "PowerShell $((Get-Item (Join-Path $PowerShell System.Management.Automation.dll)).VersionInfo.ProductVersion -replace ' .*')" $PowerShell
    # The archive of PowerShell has .NET in it; where PowerShell is a tool of .NET, it is beside it.
    if (-not (Test-Path (Join-Path $PowerShell '*coreclr.*'))) { Measure-Folder ".NET $([Environment]::Version)" ([Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()) }
)
$unzipped = ($parts.UnzippedMB | Measure-Object -Sum).Sum
$sum = [pscustomobject]@{ Part = 'All'; UnzippedMB = $unzipped; ZippedMB = ($parts.ZippedMB | Measure-Object -Sum).Sum }
$parts + $sum | Format-Table | Out-Host
"A package of layers: $unzipped of 250 MB, $([Math]::Round(100 * $unzipped / 250)) %. $($unzipped -le 250 ? 'It fits.' : 'It does not fit.')"
"A container image: $([Math]::Round($unzipped / 1024, 2)) of 10 GB, and the base image."

# From the start of the process to the first result, with the local service in place of AWS.
Import-Module (Join-Path $Module ImageBuilderPS.psd1)
$url = (Start-IBLocalService -PassThru -WarningAction SilentlyContinue).Url.GetLeftPart('Authority')
try {
    $program = Join-Path $PowerShell ($IsWindows ? 'pwsh.exe' : 'pwsh')
    $import = "Import-Module '$(Join-Path $Module ImageBuilderPS.psd1)'"
    $steps = [ordered]@{
        'PowerShell alone'    = 'exit'
        'with the module'     = "$import; exit"
        'to the first policy' = "$import; Get-IBLifecyclePolicy -EndpointUrl $url -Region us-east-1 -AccessKey k -SecretKey s -First 1 | Out-Null"
    }
    foreach ($step in $steps.GetEnumerator()) {
        $times = foreach ($i in 1..$Starts) { (Measure-Command { & $program -NoLogo -NoProfile -NonInteractive -Command $step.Value }).TotalMilliseconds }
        $times = @($times | Sort-Object)
        '{0,-20} {1,6:0} ms, median {2:0} ms of {3}' -f $step.Key, $times[0], $times[[Math]::Floor($Starts / 2)], $Starts
    }
}
finally { Stop-IBLocalService }
