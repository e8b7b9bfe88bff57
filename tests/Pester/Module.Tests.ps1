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
Import-Module '$ModulePath'; Start-IBLocalService 6>`$null; `$null = Get-IBLifecyclePolicy
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

    Context 'A local service belongs to the runspace that started it' {
        BeforeAll {
            # A script's output in a runspace of its own, and after it the texts of errors and warnings.
            function InRunspace([string] $Script) {
                $shell = [powershell]::Create()
                try {
                    $shell.AddScript("Import-Module '$ModulePath'; $Script").Invoke()
                    $shell.Streams.Error + $shell.Streams.Warning | ForEach-Object ToString
                }
                finally {
                    $shell.Dispose()
                }
            }
        }
        BeforeEach {
            Import-Module $ModulePath
            $url = (Start-IBLocalService -PassThru).Url
        }
        AfterEach { Stop-IBLocalService }

        It 'and stays when another one does: <_>' -ForEach @(
            'Remove-Module ImageBuilderPS'
            'Import-Module (Get-Module ImageBuilderPS).Path -Force'
            'Start-IBLocalService -Empty; Get-IBLifecyclePolicy; Stop-IBLocalService'
        ) {
            InRunspace $_ | Should -BeNullOrEmpty
            (Get-IBLifecyclePolicy).Name | Should -Be 'demo'
        }

        It 'and ends with the module there, which is a warning' {
            InRunspace 'Start-IBLocalService -Empty; Get-IBLifecyclePolicy; Remove-Module ImageBuilderPS' |
                Should -BeLike "The local service at * was stopped with the module,*127.0.0.1:$($url.Port) now."
            (Get-IBLifecyclePolicy -Verbose 4>&1) -match "Endpoint http://127.0.0.1:$($url.Port)" | Should -HaveCount 1
        }

        It 'and is what completion asks there' {
            InRunspace 'Start-IBLocalService -Empty; (TabExpansion2 "Get-IBLifecyclePolicy " 22).CompletionMatches | Where-Object CompletionText -Like "arn:*"; Stop-IBLocalService' |
                Should -BeNullOrEmpty
            (TabUntilAnswered 'Get-IBLifecyclePolicy ').CompletionText | Should -BeLike '*lifecycle-policy/demo*'
        }

        It 'and one that used it is warned, once, when it has ended' {
            InRunspace @"
`$null = Get-IBLifecyclePolicy
`$other = [powershell]::Create()
`$null = `$other.AddScript("Import-Module '$ModulePath'; Stop-IBLocalService").Invoke()
Get-IBLifecyclePolicy -AccessKey a -ErrorAction SilentlyContinue
Get-IBLifecyclePolicy -AccessKey a -ErrorAction SilentlyContinue
"@ | Should -Be "The local service at http://127.0.0.1:$($url.Port), which this session used, has ended. Cmdlets without -EndpointUrl talk to AWS now."
        }
    }

    It 'keeps the local service when it is imported anew' {
        Import-Module $ModulePath
        $null = Start-IBLocalService -PassThru
        $null = Update-IBLifecyclePolicy -Name demo -Merge -Description 'from before'
        Import-Module $ModulePath -Force 3>&1 | Should -BeNullOrEmpty
        (Get-IBLifecyclePolicy -Name demo).Description | Should -Be 'from before'
        Stop-IBLocalService
    }

    It 'warns when it is removed and ends the local service so' {
        Import-Module $ModulePath
        $url = (Start-IBLocalService -PassThru).Url
        $warning = Remove-Module ImageBuilderPS 3>&1
        $warning.Message | Should -BeLike "*127.0.0.1:$($url.Port) was stopped with the module*AWS now."
        Import-Module $ModulePath
        Remove-Module ImageBuilderPS 3>&1 | Should -BeNullOrEmpty -Because 'none runs'
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
        Remove-Module ImageBuilderPS 3>$null
        { Invoke-WebRequest "$($service.Url)GetImage" -TimeoutSec 2 -UseBasicParsing } | Should -Throw
    }
}
