BeforeDiscovery {
    # Windows PowerShell comes without PSResourceGet.
    $hasPSResourceGet = [bool] (Get-Command Publish-PSResource -ErrorAction Ignore)
}

BeforeAll {
    . "$PSScriptRoot/Module.ps1"
    $Package = $env:IMAGEBUILDERPS_PACKAGE
    $Manifest = Import-PowerShellDataFile "$Package/ImageBuilderPS.psd1"
}

Describe 'The package' {
    It 'has a manifest that is data, and that PowerShell finds valid' {
        $Manifest.RootModule | Should -Be ImageBuilderPS.psm1
        $Manifest.PrivateData.PSData.ProjectUri | Should -Match '^https://'
        (Test-ModuleManifest "$Package/ImageBuilderPS.psd1").ExportedCmdlets.Keys | Sort-Object | Should -Be ($Manifest.CmdletsToExport | Sort-Object)
    }

    It 'carries its license, and a notice of each assembly of others' {
        "$Package/LICENSE" | Should -Exist
        $notices = Get-Content -Raw "$Package/THIRD-PARTY-NOTICES.md"
        $others = (Get-ChildItem "$Package/bin" -Recurse -Filter *.dll).Name | Where-Object { $_ -notlike 'ImageBuilderPS*' } | Sort-Object -Unique
        $others | Should -Contain AWSSDK.Core.dll
        foreach ($assembly in $others) {
            $notices | Should -Match "(?m)^\| $([regex]::Escape($assembly)) \|"
        }
        [regex]::Matches($notices, '(?m)^\| (\S+\.dll) \|').ForEach{ $_.Groups[1].Value } | Sort-Object | Should -Be $others
    }

    It 'has a bill of materials of exactly the assemblies of others, with version, license and hash' {
        $bill = Get-Content -Raw "$Package/bom.json" | ConvertFrom-Json
        $bill.bomFormat | Should -Be CycloneDX
        $bill.metadata.component.version | Should -Be $Manifest.ModuleVersion
        $others = (Get-ChildItem "$Package/bin/*/dependencies/*.dll").BaseName | Where-Object { $_ -notlike 'ImageBuilderPS*' } | Sort-Object -Unique
        $bill.components.name | Sort-Object | Should -Be $others
        $locked = Get-Content -Raw "$PSScriptRoot/../../src/ImageBuilderPS.Aws/packages.lock.json" | ConvertFrom-Json
        foreach ($component in $bill.components) {
            $versions = $locked.dependencies.PSObject.Properties.Value.ForEach{ $_.($component.name).resolved }.Where{ $_ }
            $component.version | Should -BeIn $versions
            $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
            $component.licenses.license.id | Should -BeIn 'MIT', 'Apache-2.0'
            $component.hashes.Where{ $_.alg -eq 'SHA-512' }.content | Should -Match '^[0-9A-F]{128}$'
        }
    }

    It 'loads its machine code where there is some, and the rest from net8.0' {
        $code = "$Package/bin/$([Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)"
        if (-not (Test-Path $code) -or [Environment]::Version.Major -lt 10) {
            Set-ItResult -Skipped -Because 'only test --package makes machine code, for Linux x64, and .NET 10 runs it'
            return
        }
        $loaded = Invoke-Engine -c @"
Import-Module '$Package/ImageBuilderPS.psd1'; Start-IBLocalService 6>`$null; `$null = Get-IBLifecyclePolicy
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -like '$Package*' | ForEach-Object Location
"@
        $loaded | Resolve-Path | ForEach-Object { [IO.Path]::GetRelativePath("$Package/bin", $_) } | Sort-Object | Should -Be @(
            Get-ChildItem $code -Recurse -Filter *.dll | ForEach-Object { [IO.Path]::GetRelativePath("$Package/bin", $_) } | Sort-Object
            'net8.0/dependencies/ImageBuilderPS.LocalService.dll'
            'net8.0/ImageBuilderPS.dll')
    }

    It 'holds every file that its README links to' {
        $links = [regex]::Matches((Get-Content -Raw "$Package/README.md"), '\]\((?!https?:|#)([^)#]+)').ForEach{ $_.Groups[1].Value }
        $links | Should -Not -BeNullOrEmpty
        foreach ($link in $links) {
            Join-Path $Package $link | Should -Exist
        }
    }

    It 'holds no sources, symbols or tests' {
        Get-ChildItem $Package -Recurse -File | Where-Object { $_.Extension -in '.cs', '.csproj', '.pdb', '.sln' -or $_.Name -like '*.Tests.ps1' } | Should -BeNullOrEmpty
    }

    It 'is published, saved and imported from a folder repository, and works' -Skip:(-not $hasPSResourceGet) {
        # A child process with a profile of its own: a repository is registered for the user.
        $script = @'
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$package, $work = $args
$null = New-Item -ItemType Directory "$work/repository", "$work/modules"
Register-PSResourceRepository -Name Folder -Uri "$work/repository" -Trusted
Publish-PSResource -Path $package -Repository Folder
Save-PSResource -Name ImageBuilderPS -Repository Folder -Path "$work/modules" -TrustRepository
Unregister-PSResourceRepository -Name Folder
'@
        Set-Content "$TestDrive/publish.ps1" $script
        Set-Content "$TestDrive/use.ps1" @'
$ErrorActionPreference = 'Stop'
$env:PSModulePath = "$($args[0])" + [IO.Path]::PathSeparator + $env:PSModulePath
Import-Module ImageBuilderPS
Start-IBLocalService -StepMilliseconds 10
$configuration = Get-IBDistributionConfiguration
$arrived = Invoke-IBDistributeImage ami-0123456789abcdef0 $configuration.Arn ImageBuilderRole -Wait -PollingIntervalSeconds 0.05
$preview = Get-IBLifecyclePolicy | Get-IBLifecyclePolicy | Get-IBLifecyclePreview
@{ Path = (Get-Module ImageBuilderPS).Path; Status = $arrived.Status; Targets = $arrived.Targets.Count; Decisions = @($preview).Count } | ConvertTo-Json -Compress
Stop-IBLocalService
'@
        $before = $env:HOME, $env:LOCALAPPDATA, $env:XDG_DATA_HOME, $env:XDG_CONFIG_HOME
        try {
            $env:HOME = $env:LOCALAPPDATA = $env:XDG_DATA_HOME = $env:XDG_CONFIG_HOME = (New-Item -ItemType Directory "$TestDrive/profile").FullName
            $said = Invoke-Engine -File "$TestDrive/publish.ps1" $Package "$TestDrive" 2>&1
            "$TestDrive/modules/ImageBuilderPS/$($Manifest.ModuleVersion)/ImageBuilderPS.psd1" | Should -Exist -Because "$said"
            $used = Invoke-Engine -File "$TestDrive/use.ps1" "$TestDrive/modules" | Select-Object -Last 1 | ConvertFrom-Json
        }
        finally {
            $env:HOME, $env:LOCALAPPDATA, $env:XDG_DATA_HOME, $env:XDG_CONFIG_HOME = $before
        }
        $used.Path | Should -BeLike "*modules*ImageBuilderPS.psm1"
        $used.Status | Should -Be AVAILABLE
        $used.Targets | Should -Be 6
        $used.Decisions | Should -BeGreaterThan 0
    }
}
