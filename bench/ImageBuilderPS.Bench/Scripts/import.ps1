# Imports a module in a fresh process, and prints the milliseconds and the assemblies that it loaded.
param([string] $Module)
$before = [AppDomain]::CurrentDomain.GetAssemblies().Count
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$watch.Stop()
$after = [AppDomain]::CurrentDomain.GetAssemblies().Count
'{{"milliseconds":{0},"assemblies":{1}}}' -f $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture), ($after - $before)
