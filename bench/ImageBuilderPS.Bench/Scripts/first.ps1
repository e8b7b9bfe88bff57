# The first distribution of a session: prints the milliseconds of the import and of the call, and what the call compiled and loaded.
param([string] $Module, [string] $Url)
$jit = [Runtime.JitInfo]
Import-Module $Module
$methods = $jit::GetCompiledMethodCount()
$assemblies = [AppDomain]::CurrentDomain.GetAssemblies().Count
$watch = [Diagnostics.Stopwatch]::StartNew()
$sent = Invoke-IBDistributeImage ami-0123456789abcdef0 -DistributionConfigurationArn arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo -ExecutionRole arn:aws:iam::123456789012:role/ImageBuilderRole -EndpointUrl $Url -Confirm:$false
$watch.Stop()
if (-not $sent.ImageBuildVersionArn) { throw 'Nothing was sent.' }
'{{"milliseconds":{0},"methods":{1},"assemblies":{2}}}' -f $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture), ($jit::GetCompiledMethodCount() - $methods), ([AppDomain]::CurrentDomain.GetAssemblies().Count - $assemblies)
