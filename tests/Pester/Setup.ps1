# Dot-sourced by every test file's BeforeAll: the module under test, and a local service of the file's own.
. "$PSScriptRoot/Module.ps1"
$env:AWS_EC2_METADATA_DISABLED = 'true'
Import-Module $ModulePath -Force 3>$null
$PSDefaultParameterValues['Start-IBLocalService:WarningAction'] = 'SilentlyContinue'
Start-IBLocalService -StepMilliseconds 50

$Account = '123456789012'
$ConfigurationArn = "arn:aws:imagebuilder:us-east-1:${Account}:distribution-configuration/demo"
$PolicyArn = "arn:aws:imagebuilder:us-east-1:${Account}:lifecycle-policy/demo"
$Role = "arn:aws:iam::${Account}:role/ImageBuilderRole"
$Ami = 'ami-0123456789abcdef0'

$script:number = 0
function NewConfiguration([hashtable] $more = @{}) {
    $entries = New-IBDistribution us-east-1, eu-west-1 -Name 'web {{ imagebuilder:buildDate }}' -TargetAccountId 111122223333
    New-IBDistributionConfiguration -Name "web $((++$script:number))" -Distribution $entries -Description 'as it was' @more
}
