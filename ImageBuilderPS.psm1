# A manifest is data and cannot choose: this loads the cmdlets that were built for the PowerShell at hand.
$folder = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
# A package also has machine code, which this major version of .NET and later ones read.
if ($PSEdition -eq 'Core' -and [Environment]::Version.Major -ge 10) {
    $native = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
    if ([IO.File]::Exists("$PSScriptRoot/bin/$native/ImageBuilderPS.dll")) { $folder = $native }
}
Import-Module "$PSScriptRoot/bin/$folder/ImageBuilderPS.dll"
