# A manifest is data and cannot choose: this loads the cmdlets that were built for the PowerShell at hand.
$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
# A package also has machine code for some platforms, which this major version of .NET and later ones read.
if ($PSEdition -eq 'Core' -and [Environment]::Version.Major -ge 10) {
    $core = "$PSScriptRoot/bin/$([Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)/ImageBuilderPS.Core.dll"
    if ([IO.File]::Exists($core)) { $null = [Reflection.Assembly]::LoadFrom($core) }
}
Import-Module "$PSScriptRoot/bin/$framework/ImageBuilderPS.dll"
