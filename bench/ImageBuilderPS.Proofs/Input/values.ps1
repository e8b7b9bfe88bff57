# Hostile values by their names, each made anew for its call; and a valid value for each mandatory parameter.

function Nested([int] $Depth) {
    $value = @{ Name = 'x' }
    for ($i = 0; $i -lt $Depth; $i++) { $value = @{ Next = $value } }
    $value
}

function Cyclic {
    $value = @{ Name = 'x' }
    $value.Self = $value
    $value
}

$Values = [ordered] @{
    'null' = { $null }
    'an empty text' = { '' }
    'white space' = { "  `t " }
    'a megabyte' = { 'a' * 1MB }
    'a megabyte of :' = { 'arn:aws:' + (':' * 1MB) }
    'control characters' = { "a`0b`u{1}`r`n`e[31mc" }
    'half a surrogate pair' = { "a$([char] 0xD800)b" }
    'emoji' = { '😀' * 40 }
    'right to left' = { "`u{202E}nimda" }
    'a trailing newline' = { "demo`n" }
    'script' = { '$(Remove-Item /); `whoami`; {0} %s ${env:HOME}' }
    'a script block' = { { throw 'never run' } }
    'wildcards' = { '*[a-' }
    'a bad wildcard' = { '[[[?*' }
    'markup' = { '<script>alert(1)</script>&amp;"''' }
    'JSON' = { '{"a":[1,2,{"b":null}]}' }
    'broken JSON' = { '{"a":[1,2,{"b"' }
    'a path that does not exist' = { '/does/not/exist/file.json' }
    'a folder' = { '/' }
    'a drive that does not exist' = { 'nodrive:\file' }
    'an ARN of another service' = { 'arn:aws:s3:::bucket/key' }
    'an ARN of another region' = { 'arn:aws:imagebuilder:mars-north-1:123456789012:lifecycle-policy/demo' }
    'a URL' = { 'http://user:pw@[::1]:99999/?a=b#c' }
    'a file URL' = { [uri] 'file:///etc/passwd' }
    'zero' = { 0 }
    'minus one' = { -1 }
    'the largest number' = { [long]::MaxValue }
    'the smallest number' = { [int]::MinValue }
    'a huge number' = { [double]::MaxValue }
    'not a number' = { [double]::NaN }
    'a fraction' = { 0.5 }
    'true' = { $true }
    'a time' = { [datetime]::MaxValue }
    'a span' = { [timespan]::MinValue }
    'an empty array' = { @() }
    'an array of null' = { , @($null, $null) }
    'nested arrays' = { , @(@(1, @(2, @(3))), 'x') }
    'a thousand texts' = { 1..1000 | ForEach-Object { "item-$_" } }
    'an empty hashtable' = { @{} }
    'a hashtable' = { @{ Name = $null; '' = 1; Value = @{ A = 1 } } }
    'a deep object' = { Nested 2000 }
    'a cyclic object' = { Cyclic }
    'a custom object' = { [pscustomobject] @{ Arn = 1; Name = @{}; PolicyDetails = 'x'; Region = $null; ImageBuildVersionArn = @(1) } }
    'a process' = { Get-Process -Id $PID }
    'a type' = { [string] }
    'an exception' = { [Exception]::new('x') }
    'a secure text' = { ConvertTo-SecureString 'x' -AsPlainText -Force }
}

$Arns = 'arn:aws:imagebuilder:us-east-1:123456789012:'

# What a parameter of the connection is no good without.
$Companions = @{ AccessKey = , 'SecretKey'; SecretKey = , 'AccessKey'; SessionToken = 'AccessKey', 'SecretKey'; ExternalId = , 'RoleArn'; RoleSessionName = , 'RoleArn' }
$CompanionValues = @{ AccessKey = '123456789012'; SecretKey = 'x'; RoleArn = 'arn:aws:iam::111122223333:role/Proof' }

function Valid([string] $Name, [type] $Type) {
    switch -Regex ($Name) {
        'LifecyclePolicyArn' { return "${Arns}lifecycle-policy/demo" }
        'DistributionConfigurationArn' { return "${Arns}distribution-configuration/demo" }
        'Image(BuildVersion)?Arn|ResourceArn|^Arn|SourceImage' { return "${Arns}image/web-server/2.0.0/2" }
        'LifecycleExecutionId' { return 'lce-12345678-90ab-cdef-1234-567890abcdef' }
        'ExecutionRole' { return 'role' }
        'ResourceType' { return 'AMI_IMAGE' }
        'PolicyDetail' { return New-IBLifecyclePolicyDetail -Action DEPRECATE -OlderThan 30 -Unit DAYS }
        'ResourceSelection' { return New-IBLifecycleResourceSelection -Recipe 'web-server/x.x.x' }
        'Distribution$' { return @{ region = 'us-east-1'; amiDistributionConfiguration = @{} } }
        'Path' { return (Join-Path $Folder 'written.json') }
        'Tag(Key)?$' { return $Name -eq 'TagKey' ? 'Team' : @{ Team = 'web' } }
        'Status' { return 'AVAILABLE' }
        '^Action' { return 'DEPRECATE' }
        'Format|As' { return 'Json' }
        'Name' { return 'demo' }
        'Url' { return $Url }
    }
    if ($Type -eq [int]) { return 1 }
    if ($Type -eq [bool] -or $Type -eq [switch]) { return $true }
    if ($Type -eq [datetimeoffset]) { return [datetimeoffset]::UtcNow }
    [pscustomobject] @{ Name = 'demo' }
}

function NewRunspace([string] $Module, [string] $Folder) {
    $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript("Import-Module '$Module'; Set-Location '$Folder'; `$ProgressPreference = 'SilentlyContinue'").Invoke()
    $shell.Dispose()
    $runspace
}
