# Runs cmdlets that succeed and that fail, with the secrets of the environment given in every way, and writes all that they
# write into files.
param([string] $Module, [string] $Url, [string] $Folder)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
Set-Location $Folder
$Arns = 'arn:aws:imagebuilder:us-east-1:123456789012:'
$Authority = ([uri] $Url).Authority
$Secrets = @{}
foreach ($variable in Get-ChildItem env:PROOF_*) {
    $Secrets[$variable.Name.Substring(6)] = $variable.Value
    Remove-Item "env:$($variable.Name)"
}

function Secure([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

# The parameters of a connection and the environment that belongs to it.
$Ways = [ordered] @{
    'text' = { @{ EndpointUrl = $Url; Region = 'us-east-1'; AccessKey = 'AKIAPROOF'; SecretKey = $Secrets.key; SessionToken = $Secrets.token } }
    'secure-text' = { @{ EndpointUrl = $Url; Region = 'us-east-1'; AccessKey = 'AKIAPROOF'; SecretKey = Secure $Secrets.key; SessionToken = Secure $Secrets.token } }
    'credential' = { @{ EndpointUrl = $Url; Region = 'us-east-1'; Credential = [pscredential]::new('AKIAPROOF', (Secure $Secrets.key)) } }
    'hashtable' = { @{ EndpointUrl = $Url; Region = 'us-east-1'; Credential = @{ AccessKeyId = 'AKIAPROOF'; SecretAccessKey = $Secrets.key; SessionToken = $Secrets.token } } }
    'sts-json' = { @{ EndpointUrl = $Url; Region = 'us-east-1'; Credential = [pscustomobject] @{ Credentials = [pscustomobject] @{ AccessKeyId = 'AKIAPROOF'; SecretAccessKey = $Secrets.key; SessionToken = $Secrets.token } } } }
    'environment' = { $env:AWS_ACCESS_KEY_ID = 'AKIAPROOF'; $env:AWS_SECRET_ACCESS_KEY = $Secrets.key; $env:AWS_SESSION_TOKEN = $Secrets.token; @{ EndpointUrl = $Url; Region = 'us-east-1' } }
    'profile' = { @{ EndpointUrl = $Url; ProfileName = 'planted' } }
    'profile-url' = { @{ ProfileName = 'plantedurl' } }
    'url' = { @{ EndpointUrl = "http://me:$($Secrets.password)@$Authority/"; Region = 'us-east-1' } }
    'environment-url' = { $env:AWS_ENDPOINT_URL_IMAGEBUILDER = "http://me:$($Secrets.password)@$Authority/"; @{ Region = 'us-east-1' } }
    'role' = { @{ EndpointUrl = $Url; Region = 'us-east-1'; AccessKey = 'AKIAPROOF'; SecretKey = $Secrets.key; RoleArn = 'arn:aws:iam::111122223333:role/Proof' } }
}
$Variables = 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL_IMAGEBUILDER'

$Image = "${Arns}image/web-server/2.0.0/2"
$Distribute = @{ DistributionConfigurationArn = "${Arns}distribution-configuration/demo"; ExecutionRole = 'role' }
$Commands = @(
    { Get-IBImage -First 1 -Detail @c }
    { Get-IBLifecyclePolicy @c }
    { Get-IBLifecyclePolicy -Name none @c }
    { Get-IBLifecyclePolicy "${Arns}lifecycle-policy/none" @c }
    { Get-IBLifecyclePolicy 'no ARN' @c }
    { Invoke-IBDistributeImage $Image @Distribute @c -Wait -PollingIntervalSeconds 0.1 -LedgerPath "$way.jsonl" }
    { Invoke-IBDistributeImage "${Arns}image/none/1.0.0/1" @Distribute @c }
    { Test-IBDistributeImage $Image @Distribute @c }
    { Get-IBLifecyclePreview -Name demo @c | ConvertTo-IBLifecycleReport Html -Path "$way.html" }
    { Get-IBImageFact -Path "$way-facts.json" @c }
    { New-IBLifecyclePlan -Name demo -Status DISABLED -Path "$way-plan.json" @c }
    { Invoke-IBLifecyclePlan "$way-plan.json" -Confirm:$false @c }
    { Update-IBLifecyclePolicy -Name demo -Merge -Description $way @c -WhatIf }
    { Update-IBLifecyclePolicy -Name demo -Merge -Description $way -Status ENABLED -Confirm:$false @c }
    { Export-IBLifecyclePolicy -Name demo -Path "$way-policy.json" @c }
    { Add-IBResourceTag $Image -Tag @{ way = $way } @c }
    { Stop-IBImage $Image -Confirm:$false @c }
    { $c.EndpointUrl = "http://me:$($Secrets.password)@127.0.0.1:1/"; Get-IBImage -First 1 @c }
    { $c.EndpointUrl = "http://me:$($Secrets.password)@emulator.example/"; Get-IBImage -First 1 @c }
    { $c.Region = 'no region'; Get-IBImage -First 1 @c }
    { $c.ProfileName = 'none'; $c.Remove('AccessKey'); Get-IBImage -First 1 @c }
)

# A cmdlet that tells its secret everywhere: what the search has to find.
function Show-Control {
    [CmdletBinding()] param([string] $Secret)
    Write-Verbose "control-verbose:$Secret"
    Write-Debug "control-debug:$Secret"
    Write-Warning "control-warning:$Secret"
    Write-Information "control-information:$Secret"
    Write-Error "control-error:$Secret" -ErrorAction Continue
    "control-output:$Secret"
    [pscustomobject] @{ Inner = @{ Value = "control-json:$Secret" } }
}

function Save([string] $Name, $Items) {
    $text = foreach ($item in $Items) {
        "$item"
        $item | Format-List * -Force | Out-String -Width 4000
        try { $item | ConvertTo-Json -Depth 4 -Compress -EnumsAsStrings -WarningAction SilentlyContinue } catch { "no JSON: $_" }
        if ($item -is [Management.Automation.ErrorRecord]) {
            $item | Get-Error | Out-String -Width 4000
            "$($item.Exception)"
        }
        [Management.Automation.PSSerializer]::Serialize($item, 3)
    }
    Set-Content "$Name.txt" $text
}

function Run([string] $Name, [scriptblock] $Command) {
    $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
    $ErrorActionPreference = 'Continue'
    $ConfirmPreference = 'None'
    Save $Name @(try { & $Command *>&1 } catch { $_ })
}

$null = Start-Transcript transcript.txt
$counts = @{ Calls = 0; Failed = 0 }
foreach ($way in $Ways.Keys) {
    for ($number = 0; $number -lt $Commands.Count; $number++) {
        $Error.Clear()
        $c = & $Ways[$way]
        Run "$way-$number" $Commands[$number]
        $counts.Calls++
        $counts.Failed += [int] ($Error.Count -gt 0)
    }
    # Once more, to the console and the transcript.
    $VerbosePreference = $DebugPreference = 'Continue'
    $ErrorActionPreference = 'Continue'
    foreach ($command in $Commands[0, 2, 5, 17]) {
        $c = & $Ways[$way]
        & $command
    }
    $VerbosePreference = $DebugPreference = 'SilentlyContinue'
    $ErrorActionPreference = 'Stop'
    $Variables | ForEach-Object { Remove-Item "env:$_" -ErrorAction SilentlyContinue }
}
Run control { Show-Control $Secrets.control }
Write-Host "control-transcript:$($Secrets.control)"
$null = Invoke-RestMethod "$Url/_local/state" -OutFile state.json
$null = Stop-Transcript
$counts | ConvertTo-Json | Set-Content counts.json
