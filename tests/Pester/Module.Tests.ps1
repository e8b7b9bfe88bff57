BeforeAll {
    . "$PSScriptRoot/Module.ps1"
    $Manifest = Test-ModuleManifest $ModulePath
}

Describe 'The module' {
    It 'exports exactly the cmdlets that its manifest lists' {
        $exported = Invoke-Engine -c "(Import-Module '$ModulePath' -PassThru).ExportedCmdlets.Keys | Sort-Object"
        $exported | Should -Be ($Manifest.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'loads nothing of AWS on import' {
        $loaded = Invoke-Engine -c "Import-Module '$ModulePath'; [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName().Name }"
        $loaded | Should -Contain 'ImageBuilderPS'
        $loaded -match '^AWSSDK|^ImageBuilderPS\.(Aws|LocalService)$' | Should -BeNullOrEmpty
    }

    It 'keeps what AWS brings out of the default load context' -Skip:($PSEdition -ne 'Core') {
        $contexts = Invoke-Engine -c @"
Import-Module '$ModulePath'; Start-IBLocalService; `$null = Get-IBLifecyclePolicy
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -in 'AWSSDK.Core', 'ImageBuilderPS.Aws', 'ImageBuilderPS.LocalService' } |
    ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name }
"@
        $contexts | Should -HaveCount 3
        $contexts | Sort-Object -Unique | Should -Be 'ImageBuilderPS'
    }

    It 'serves several runspaces at once, which share the local service' {
        Import-Module $ModulePath
        Start-IBLocalService
        $shells = 1..3 | ForEach-Object {
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module '$ModulePath'; (Get-IBLifecyclePolicy).Name")
            @{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        $shells | ForEach-Object { $_.Shell.EndInvoke($_.Running); $_.Shell.Dispose() } | Should -Be 'demo', 'demo', 'demo'
        (Get-IBLifecyclePolicy).Name | Should -Be 'demo' -Because 'a runspace that ends takes nothing away from the others'
        Stop-IBLocalService
    }

    It 'works under strict mode' {
        & {
            Set-StrictMode -Version Latest
            Import-Module $ModulePath
            Start-IBLocalService
            Get-IBImage -All | Select-Object -First 1 | Get-IBImage | Out-String | Should -Match 'web-server'
            Get-IBLifecyclePolicy | Get-IBLifecyclePolicy | Out-String | Should -Match 'demo'
            Stop-IBLocalService
        }
    }

    It 'comes and goes: <_>' -ForEach 1, 2 {
        Import-Module $ModulePath -Force
        $service = Start-IBLocalService -PassThru
        Remove-Module ImageBuilderPS
        { Invoke-WebRequest "$($service.Url)GetImage" -TimeoutSec 2 -UseBasicParsing } | Should -Throw
    }
}
