BeforeAll {
    $Root = "$PSScriptRoot/../.."
    $Manifest = Test-ModuleManifest "$Root/ImageBuilderPS.psd1"
}

Describe 'The module' {
    It 'exports exactly the cmdlets that its manifest lists' {
        $exported = & (Get-Process -Id $PID).Path -NoProfile -c "(Import-Module '$Root/ImageBuilderPS.psd1' -PassThru).ExportedCmdlets.Keys | Sort-Object"
        $exported | Should -Be ($Manifest.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'loads nothing of AWS on import' {
        $loaded = & (Get-Process -Id $PID).Path -NoProfile -c "Import-Module '$Root/ImageBuilderPS.psd1'; [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName().Name }"
        $loaded | Should -Contain 'ImageBuilderPS'
        $loaded -match '^AWSSDK|^ImageBuilderPS\.(Aws|LocalService)$' | Should -BeNullOrEmpty
    }

    It 'keeps what AWS brings out of the default load context' -Skip:($PSEdition -ne 'Core') {
        $contexts = & (Get-Process -Id $PID).Path -NoProfile -c @"
Import-Module '$Root/ImageBuilderPS.psd1'; Start-IBLocalService; `$null = Get-IBLifecyclePolicy
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -in 'AWSSDK.Core', 'ImageBuilderPS.Aws', 'ImageBuilderPS.LocalService' } |
    ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name }
"@
        $contexts | Should -HaveCount 3
        $contexts | Sort-Object -Unique | Should -Be 'ImageBuilderPS'
    }

    It 'comes and goes: <_>' -ForEach 1, 2 {
        Import-Module "$Root/ImageBuilderPS.psd1" -Force
        $service = Start-IBLocalService -PassThru
        Remove-Module ImageBuilderPS
        { Invoke-WebRequest "$($service.Url)GetImage" -TimeoutSec 2 -UseBasicParsing } | Should -Throw
    }
}
