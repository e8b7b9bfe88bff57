# Waits for many images, after a first one: prints seconds, processor milliseconds and the peak of the managed heap beyond the inputs and outputs.
param([string] $Module, [string] $Url, [int] $Count, [double] $Interval)
Import-Module $Module
$null = Wait-IBImage arn:aws:imagebuilder:us-east-1:123456789012:image/first/1.0.0/1 -EndpointUrl $Url -PollingIntervalSeconds 1
$images = foreach ($i in 1..$Count) { "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/$i" }
[GC]::Collect()
$process = [Diagnostics.Process]::GetCurrentProcess()
$processor = [Environment]::CpuUsage.TotalTime
$bytes = [GC]::GetTotalAllocatedBytes()
$heap = [GC]::GetTotalMemory($true)
$watch = [Diagnostics.Stopwatch]::StartNew()
$arrived = 0
$images | Wait-IBImage -EndpointUrl $Url -PollingIntervalSeconds $Interval -Unordered | ForEach-Object { $arrived++ }
$watch.Stop()
$processor = [Environment]::CpuUsage.TotalTime - $processor
$bytes = [GC]::GetTotalAllocatedBytes() - $bytes
$process.Refresh()
if ($arrived -ne $Count) { throw "Got $arrived of $Count results." }
'{{"seconds":{0},"processorMilliseconds":{1},"bytes":{2},"peakBytes":{3}}}' -f $watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture), $processor.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture), $bytes, $process.PeakWorkingSet64
