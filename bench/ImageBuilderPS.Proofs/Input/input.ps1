# Calls every cmdlet with hostile values, one parameter at a time, and writes outcome.json. The other mandatory parameters
# have valid values of the sample account.
param([string] $Module, [string] $Url, [string] $Folder, [int] $Cases, [int] $Seed)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$Deadline = [timespan]::FromSeconds(30)
$MaxMessage = 20000
. (Join-Path $PSScriptRoot values.ps1)
Import-Module $Module
Set-Location $Folder

# What no cmdlet may end with: defects of the program, not of the input.
$Crashes = 'NullReferenceException', 'InvalidCastException', 'IndexOutOfRangeException', 'KeyNotFoundException', 'ArgumentNullException',
    'ArgumentOutOfRangeException', 'OverflowException', 'InsufficientExecutionStackException', 'OutOfMemoryException', 'NotImplementedException',
    'TargetInvocationException', 'TypeInitializationException', 'RegexMatchTimeoutException', 'AggregateException', 'ObjectDisposedException'
# The ids of PowerShell's own binder.
$Binder = 'CannotConvertArgument*', 'Parameter*', 'ScriptBlockArgument*', 'MissingMandatoryParameter', 'AmbiguousParameterSet', 'InputObjectNotBound'
# What the service says of a request that breaks the contract. The cmdlets find that before they send anything.
$Refusals = 'ValidationException', 'SerializationException', 'UnknownOperationException', 'BadRequestException', 'RequestEntityTooLargeException'

$common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
$random = [Random]::new($Seed)
$runspace = NewRunspace $Module $Folder
$state = @{ Cases = 0; Succeeded = 0; Longest = 0.0; Kinds = @{}; Findings = [Collections.Generic.List[string]]::new() }

function Find([string] $Case, [string] $What) {
    $state.Findings.Add("${Case}: $($What.Substring(0, [math]::Min(400, $What.Length)))")
}

function Check([string] $Case, $Failure, [bool] $SkipsValidation) {
    $record = $Failure -is [Management.Automation.ErrorRecord] ? $Failure : $Failure.ErrorRecord
    $id = "$($record.FullyQualifiedErrorId)" -replace ',.*'
    $state.Kinds[$id]++
    $exception = $record.Exception
    if ($exception.GetType().Name -in $Crashes) { Find $Case "$($exception.GetType().Name): $($exception.Message) $($exception.StackTrace)" }
    # Where nobody gave the error an id, it has that of its exception.
    elseif ($id -like '*Exception' -and $id -eq $exception.GetType().Name -and $exception.GetType().Namespace -notlike 'ImageBuilderPS*') { Find $Case "no id of its own: ${id}: $record" }
    elseif ($id -in $Refusals -and -not $SkipsValidation) { Find $Case "reached the service: $record" }
    elseif ("$record".Trim().Length -eq 0) { Find $Case "an error without a message: $id" }
    elseif ("$record".Length -gt $MaxMessage -and -not ($Binder | Where-Object { $id -like $_ })) { Find $Case "a message of $("$record".Length) characters: $id" }
    elseif ("$record" -match 'Object reference not set|Value cannot be null|Specified cast is not valid|Unable to cast object|Index was out of|given key .* was not present') {
        Find $Case "$record"
    }
}

function Call($Command, [hashtable] $Arguments, [string] $Case) {
    Set-Content (Join-Path $Folder case.txt) $Case
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $shell = [powershell]::Create($script:runspace)
    $null = $shell.AddCommand($Command).AddParameters($Arguments).AddParameter('WarningAction', 'SilentlyContinue').AddParameter('InformationAction', 'SilentlyContinue')
    $call = $shell.BeginInvoke()
    $failures = @()
    if (-not $call.AsyncWaitHandle.WaitOne($Deadline)) {
        Find $Case 'no end'
        $null = $shell.BeginStop($null, $null)
        $script:runspace = NewRunspace $Module $Folder
        return
    }
    try { $null = $shell.EndInvoke($call) } catch { $failures += $_.Exception.InnerException ?? $_.Exception }
    $failures += $shell.Streams.Error
    $state.Cases++
    $state.Longest = [math]::Max($state.Longest, $watch.Elapsed.TotalSeconds)
    if ($failures.Count -eq 0) { $state.Succeeded++ }
    foreach ($failure in $failures) { Check $Case $failure ($Arguments.ContainsKey('SkipValidation')) }
    $shell.Dispose()
}

$commands = Get-Command -Module ImageBuilderPS -CommandType Cmdlet | Where-Object Name -NotIn Start-IBLocalService, Stop-IBLocalService
$all = foreach ($command in $commands) {
    foreach ($parameter in $command.Parameters.Values | Where-Object { $_.Name -notin $common -and -not $_.SwitchParameter }) {
        $set = $command.ParameterSets | Where-Object { $_.Parameters.Name -contains $parameter.Name } | Select-Object -First 1
        foreach ($value in $Values.Keys) { , @($command, $parameter.Name, $set, $value) }
    }
}
$chosen = if ($Cases -gt 0 -and $Cases -lt $all.Count) { $all | Sort-Object { $random.Next() } | Select-Object -First $Cases | Sort-Object { $_[0].Name } } else { $all }
$last = $null
foreach ($case in $chosen) {
    $command, $name, $set, $value = $case
    if ($last -ne $command.Name) {
        $last = $command.Name
        $null = Invoke-RestMethod "$Url/_local/reset" -Method Post
    }
    $arguments = @{}
    foreach ($mandatory in $set.Parameters | Where-Object { $_.IsMandatory -and $_.Name -ne $name }) { $arguments[$mandatory.Name] = Valid $mandatory.Name $mandatory.ParameterType }
    if ($command.Parameters.ContainsKey('EndpointUrl')) { $arguments.EndpointUrl = $Url; $arguments.Region = 'us-east-1' }
    if ($command.Parameters.ContainsKey('Confirm')) { $arguments.Confirm = $false }
    foreach ($companion in $Companions[$name]) { if ($command.Parameters.ContainsKey($companion)) { $arguments[$companion] = $CompanionValues[$companion] } }
    $arguments[$name] = & $Values[$value]
    Call $command $arguments "$($command.Name) -$name $value"
}

@{
    Cmdlets = @($chosen | ForEach-Object { $_[0].Name } | Sort-Object -Unique).Count
    Parameters = @($chosen | ForEach-Object { "$($_[0].Name) $($_[1])" } | Sort-Object -Unique).Count
    Cases = $state.Cases
    Succeeded = $state.Succeeded
    Longest = $state.Longest
    Kinds = $state.Kinds
    Findings = $state.Findings
} | ConvertTo-Json -Depth 4 | Set-Content (Join-Path $Folder outcome.json)
# A call that did not end would keep the process.
[Environment]::Exit(0)
