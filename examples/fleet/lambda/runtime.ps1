# Lambda's runtime for one function: asks for an event, runs the step, sends the result, and asks again.
# Source: AWS Lambda's developer guide, "Using the Lambda runtime API for custom runtimes".
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$api = "http://$env:AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
$client = [Net.Http.HttpClient]::new()
# The next event may be hours away: Lambda freezes the process meanwhile.
$client.Timeout = [Threading.Timeout]::InfiniteTimeSpan

function Send-Json([string] $url, $value) {
    $content = [Net.Http.StringContent]::new((ConvertTo-Json $value -Depth 5 -Compress), [Text.Encoding]::UTF8, 'application/json')
    $client.PostAsync($url, $content).GetAwaiter().GetResult().Dispose()
}
function ConvertTo-Failure($record) {
    @{ errorType = $record.FullyQualifiedErrorId.Split(',')[0]; errorMessage = "$record"; stackTrace = @($record.ScriptStackTrace -split '\r?\n') }
}

try {
    # All steps are in one image. The function's setting "handler" says which one it runs.
    if (-not (Get-Module ImageBuilderPS)) { Import-Module ImageBuilderPS }
    if ($env:FLEET_STORE -like 's3://*') { Import-Module AWS.Tools.S3 }
    . "$PSScriptRoot/handler.ps1"
    $step = Get-Command $env:_HANDLER -CommandType Function
}
catch {
    Send-Json "$api/init/error" (ConvertTo-Failure $_)
    exit 1
}
# Lambda ends the process itself.
do {
    $response = $client.GetAsync("$api/invocation/next").GetAwaiter().GetResult()
    if (-not $response.IsSuccessStatusCode) { exit 1 }
    $id = @($response.Headers.GetValues('Lambda-Runtime-Aws-Request-Id'))[0]
    try {
        $inputEvent = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult() | ConvertFrom-Json
        Send-Json "$api/invocation/$id/response" (& $step $inputEvent)
    }
    catch {
        Write-Host "$_`n$($_.ScriptStackTrace)"
        Send-Json "$api/invocation/$id/error" (ConvertTo-Failure $_)
    }
} while ($true)
