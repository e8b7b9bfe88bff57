# Succeeds when a module can be imported, from what is installed or from -Folder; with -Fetch, saves it there first.
param(
    [Parameter(Mandatory)] [string] $Name,
    [Parameter(Mandatory)] [version] $MinimumVersion,
    [Parameter(Mandatory)] [string] $Folder,
    [switch] $Fetch
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$env:PSModulePath = $Folder + [IO.Path]::PathSeparator + $env:PSModulePath

function Test-Found {
    [bool] (Get-Module -ListAvailable $Name | Where-Object Version -ge $MinimumVersion)
}

if (-not (Test-Found) -and $Fetch) {
    $null = New-Item -ItemType Directory -Force $Folder
    if (Get-Command Save-PSResource -ErrorAction Ignore) {
        Save-PSResource -Name $Name -Path $Folder -TrustRepository
    }
    else {
        Save-Module -Name $Name -Path $Folder -MinimumVersion $MinimumVersion -Force
    }
}
exit [int] -not (Test-Found)
