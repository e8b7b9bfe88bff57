# Promotes one image in two steps: to the accounts of a staging configuration, and, once a test has passed there, to
# those of a production configuration. What is tested is what goes on: the second step starts from the image that the
# first one made.
param(
    [Parameter(Mandatory)] [string] $SourceImage,
    [Parameter(Mandatory)] [string] $StagingConfigurationArn,
    [Parameter(Mandatory)] [string] $ProductionConfigurationArn,
    [Parameter(Mandatory)] [string] $ExecutionRole,

    # Gets what arrived in staging; the promotion ends when it returns nothing or false.
    [scriptblock] $Test = { param($staged) $staged.Status -eq 'AVAILABLE' }
)
$ErrorActionPreference = 'Stop'
# A file or a log gets no colours.
if ($PSStyle -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module "$PSScriptRoot/../ImageBuilderPS.psd1"

$staged = Invoke-IBDistributeImage $SourceImage $StagingConfigurationArn $ExecutionRole -Tag @{ Stage = 'staging' } -Wait
$staged
if (-not (& $Test $staged)) {
    throw "$($staged.ImageBuildVersionArn) did not pass its test. Production was left alone."
}

Invoke-IBDistributeImage $staged.ImageBuildVersionArn $ProductionConfigurationArn $ExecutionRole -Tag @{ Stage = 'production' } -Wait
