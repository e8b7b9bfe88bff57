@{
    RootModule           = 'ImageBuilderPS.psm1'
    ModuleVersion        = '0.2.0'
    GUID                 = '6d1b7f5e-4a0e-4c57-9a3c-0f3f6f2f7e21'
    Author               = 'ImageBuilderPS contributors'
    CompanyName          = 'ImageBuilderPS contributors'
    Copyright            = '(c) ImageBuilderPS contributors. MIT license.'
    Description          = 'Distribute AMIs and govern image lifecycles with EC2 Image Builder: checked before the call, shown before the change, safe to retry. Brings a local Image Builder to try it all against.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = 'Core', 'Desktop'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess     = 'bin/ImageBuilderPS.Format.ps1xml'
    TypesToProcess       = 'bin/ImageBuilderPS.Types.ps1xml'
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Add-IBResourceTag'
        'Compare-IBLifecyclePolicy'
        'Export-IBLifecyclePolicy'
        'Get-IBDistributionConfiguration'
        'Get-IBImage'
        'Get-IBLifecycleExecution'
        'Get-IBLifecycleExecutionResource'
        'Get-IBLifecyclePolicy'
        'Get-IBLifecyclePreview'
        'Get-IBResourceTag'
        'Import-IBLifecyclePolicy'
        'Invoke-IBDistributeImage'
        'New-IBDistribution'
        'New-IBDistributionConfiguration'
        'New-IBLifecyclePolicy'
        'New-IBLifecyclePolicyDetail'
        'New-IBLifecycleResourceSelection'
        'Remove-IBDistributionConfiguration'
        'Remove-IBImage'
        'Remove-IBLifecyclePolicy'
        'Remove-IBResourceTag'
        'Resume-IBImage'
        'Set-IBDistributionConfiguration'
        'Start-IBLocalService'
        'Start-IBResourceStateUpdate'
        'Stop-IBImage'
        'Stop-IBLifecycleExecution'
        'Stop-IBLocalService'
        'Test-IBDistributeImage'
        'Update-IBLifecyclePolicy'
        'Wait-IBImage'
    )
    PrivateData          = @{
        PSData = @{
            Tags       = 'AWS', 'EC2', 'ImageBuilder', 'AMI', 'Lifecycle', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            LicenseUri = 'https://opensource.org/license/mit'
            ProjectUri = 'https://github.com/ImageBuilderPS/ImageBuilderPS'
            ReleaseNotes = 'What each version brings is in CHANGELOG.md, beside this file.'
        }
    }
}
