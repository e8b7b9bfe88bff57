# Distributes many images, after a first call: prints seconds, processor milliseconds and allocated bytes.
param([string] $Module, [string] $Url, [int] $Count, [int] $InFlight)
Import-Module $Module
$common = @{
    DistributionConfigurationArn = 'arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo'
    ExecutionRole                = 'arn:aws:iam::123456789012:role/ImageBuilderRole'
    EndpointUrl                  = $Url
    Confirm                      = $false
}
$null = Invoke-IBDistributeImage ami-0123456789abcdef0 @common
$images = foreach ($i in 1..$Count) { 'ami-{0:x17}' -f $i }
$processor = [Environment]::CpuUsage.TotalTime
$bytes = [GC]::GetTotalAllocatedBytes()
$watch = [Diagnostics.Stopwatch]::StartNew()
$sent = $images | Invoke-IBDistributeImage @common -ThrottleLimit $InFlight
$watch.Stop()
$processor = [Environment]::CpuUsage.TotalTime - $processor
$bytes = [GC]::GetTotalAllocatedBytes() - $bytes
if ($sent.Count -ne $Count) { throw "Got $($sent.Count) of $Count results." }
'{{"seconds":{0},"processorMilliseconds":{1},"bytes":{2}}}' -f $watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture), $processor.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture), $bytes
