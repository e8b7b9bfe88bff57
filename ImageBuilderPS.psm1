# A manifest is data and cannot choose: this loads the cmdlets that were built for the PowerShell at hand.
$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
Import-Module "$PSScriptRoot/bin/$framework/ImageBuilderPS.dll"
