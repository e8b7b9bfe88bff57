# Promotes one image in two steps: first to the accounts of a staging configuration, and after a successful test to the
# accounts of a production configuration. The second step distributes the image that the first step created, so
# production gets the image that was tested.
param(
    [Parameter(Mandatory)] [string] $SourceImage,
    [Parameter(Mandatory)] [string] $StagingConfigurationArn,
    [Parameter(Mandatory)] [string] $ProductionConfigurationArn,
    [Parameter(Mandatory)] [string] $ExecutionRole,

    # Receives the result of staging. If it returns nothing or false, the promotion ends.
    [scriptblock] $Test = { param($staged) $staged.Status -eq 'AVAILABLE' }
)
$ErrorActionPreference = 'Stop'
# No colours in a file or a log.
if ($PSStyle -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module "$PSScriptRoot/../ImageBuilderPS.psd1"

$staged = Invoke-IBDistributeImage $SourceImage $StagingConfigurationArn $ExecutionRole -Tag @{ Stage = 'staging' } -Wait
$staged
if (-not (& $Test $staged)) {
    throw "$($staged.ImageBuildVersionArn) did not pass its test. Production was left alone."
}

Invoke-IBDistributeImage $staged.ImageBuildVersionArn $ProductionConfigurationArn $ExecutionRole -Tag @{ Stage = 'production' } -Wait
