# Distributes a list and updates policies at the same time, and writes what was told of each: outcome.json. Then it sends
# what failed again, without faults: again.json.
param([string] $Module, [string] $Url, [string] $Folder, [int] $Updates)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$connection = @{ EndpointUrl = $Url; Region = 'us-east-1' }

function Told($Operation, $Response, $Value) {
    @{ Operation = $Operation; Token = $Response.ClientToken; Value = $Value; Resource = "$Response" }
}

function Failed($Failure) {
    $target = $Failure.TargetObject
    @{
        Operation = "$($target.GetType().Name)" -replace 'Request$'
        Token = $target.ClientToken
        Value = if ($target.SourceImage) { $target.SourceImage } else { $target.Description }
        Error = "$Failure"
        Id = $Failure.FullyQualifiedErrorId
    }
}

function Save($Name, $Told) {
    ConvertTo-Json @($Told) -Depth 4 | Set-Content (Join-Path $Folder $Name)
}

$policies = Import-Csv (Join-Path $Folder policies.csv)
$each = [int][math]::Ceiling($Updates / @($policies).Count)
$updating = $policies | ForEach-Object -AsJob -ThrottleLimit 8 -Parallel {
    Import-Module $using:Module
    $connection = $using:connection
    foreach ($number in 1..$using:each) {
        $failure = $null
        $value = "update $number"
        $response = Update-IBLifecyclePolicy $_.LifecyclePolicyArn @connection -Merge -Description $value -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failure
        @{ Response = $response; Failures = @($failure); Value = $value }
    }
}
$sent = Import-Csv (Join-Path $Folder inputs.csv) |
    Invoke-IBDistributeImage @connection -ThrottleLimit 20 -Unordered -ErrorAction SilentlyContinue -ErrorVariable failures
$updated = $updating | Receive-Job -Wait -AutoRemoveJob
$failures = @($failures) + @($updated.Failures | Where-Object { $_ })
Save outcome.json @(
    $sent | ForEach-Object { Told DistributeImage $_ $_.SourceImage }
    $updated | Where-Object Response | ForEach-Object { Told UpdateLifecyclePolicy $_.Response $_.Value }
    $failures | ForEach-Object { Failed $_ }
)

Invoke-RestMethod "$Url/_local/faults" | ConvertTo-Json -Depth 4 | Set-Content (Join-Path $Folder faults.json)
$null = Invoke-RestMethod "$Url/_local/faults" -Method Delete

# The target of an error is the request, with its token.
$requests = @($failures.TargetObject)
$sent = $requests | Where-Object SourceImage | Invoke-IBDistributeImage @connection -ErrorAction SilentlyContinue -ErrorVariable failures
$resent = $requests | Where-Object PolicyDetails | ForEach-Object {
    $request = $_
    Update-IBLifecyclePolicy -InputObject $request @connection -Force -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failure |
        ForEach-Object { Told UpdateLifecyclePolicy $_ $request.Description }
    $failures += $failure
}
Save again.json @(
    $sent | ForEach-Object { Told DistributeImage $_ $_.SourceImage }
    $resent
    $failures | Where-Object { $_ } | ForEach-Object { Failed $_ }
)
