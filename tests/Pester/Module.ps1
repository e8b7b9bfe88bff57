# Dot-sourced by the test files: the module under test, and a child process of the PowerShell that runs the tests.
$ModuleRoot = if ($env:IMAGEBUILDERPS_MODULE) { $env:IMAGEBUILDERPS_MODULE } else { Split-Path (Split-Path $PSScriptRoot) }
$ModulePath = Join-Path $ModuleRoot ImageBuilderPS.psd1

# The dotnet tool's process is dotnet, with pwsh.dll as its first argument.
$EngineProgram = (Get-Process -Id $PID).Path
$EngineArguments = @(if ([IO.Path]::GetFileNameWithoutExtension($EngineProgram) -eq 'dotnet') { Join-Path $PSHOME pwsh.dll })

function Invoke-Engine {
    $all = $EngineArguments + '-NoProfile' + $args
    if ($MyInvocation.ExpectingInput) { $input | & $EngineProgram @all } else { & $EngineProgram @all }
}

# What Tab offers. On a busy machine the first answer may be late: then a later Tab has it.
function TabUntilAnswered([string] $line) {
    for ($try = 0; $try -lt 100; $try++) {
        $found = (TabExpansion2 $line $line.Length).CompletionMatches
        if ($found) { return $found }
        Start-Sleep -Milliseconds 100
    }
}
