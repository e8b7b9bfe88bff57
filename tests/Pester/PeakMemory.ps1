# Sends 1,000 and then 10,000 inputs; writes the most memory held by objects, in bytes, seen while each went on.
param([string] $Url, [string] $ConfigurationArn)
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/Module.ps1"
Import-Module $ModulePath
$to = @{
    DistributionConfigurationArn = $ConfigurationArn; ExecutionRole = 'ImageBuilderRole'; ThrottleLimit = 16
    EndpointUrl = $Url; Region = 'us-east-1'; AccessKey = 'AKIAIOSFODNN7EXAMPLE'; SecretKey = (ConvertTo-SecureString 'example' -AsPlainText -Force)
}

function PeakOf([int] $count) {
    $state = @{ Seen = 0; Peak = 0L }
    $step = $count / 20
    & { for ($i = 1; $i -le $count; $i++) { 'ami-{0:x17}' -f $i } } | Invoke-IBDistributeImage @to | ForEach-Object {
        if (++$state.Seen % $step -eq 0) {
            $state.Peak = [Math]::Max($state.Peak, [GC]::GetTotalMemory($true))
        }
    }
    if ($state.Seen -ne $count) { throw "$($state.Seen) of $count answered." }
    $state.Peak
}

# Pools and caches of the runtime are filled before anything is measured.
1..3 | ForEach-Object { $null = PeakOf 1000 }
@{ Of1000 = PeakOf 1000; Of10000 = PeakOf 10000 } | ConvertTo-Json -Compress
