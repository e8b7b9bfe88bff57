# The pictures of a report in docs/pictures: makes the report of the local service's sample account, at a fixed time, and
# takes it with Chromium. With -Page takes pictures of any page instead.
param(
    [string] $Module = "$PSScriptRoot/../ImageBuilderPS.psd1",
    [string] $Folder = "$PSScriptRoot/../docs/pictures",
    [string] $Page,
    [string] $Browser = (Get-Command chromium, chromium-browser, google-chrome, chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
)
$ErrorActionPreference = 'Stop'
$env:AWS_EC2_METADATA_DISABLED = 'true'
if (-not $Browser) { throw 'Got no browser, expected chromium, chromium-browser, google-chrome or chrome on PATH. Install Chromium, or give -Browser.' }

$pictures = @(
    @{ Name = 'report-light.webp'; Scheme = 'light'; Width = 1240; Height = 1000; Scale = 1 }
    @{ Name = 'report-dark.webp'; Scheme = 'dark'; Width = 1240; Height = 760; Scale = 1; At = 'rows' }
)

function New-Report([string] $file) {
    Import-Module $Module
    Start-IBLocalService -WarningAction SilentlyContinue 6>$null
    try {
        Reset-IBLocalService -Time 2026-06-01T06:00Z -Confirm:$false
        Set-IBLocalService -Time 2026-06-01T06:01Z -Clock Stopped
        Get-IBLifecyclePolicy -Name demo | Set-IBLifecyclePolicyRule DELETE -OlderThan 30 |
            New-IBLifecyclePlan -RoleName ImageReader -WarningAction SilentlyContinue |
            ConvertTo-IBLifecycleReport Html -Path $file
    }
    finally { Stop-IBLocalService }
}

# Calls a method of the DevTools protocol, and waits for its answer.
$id = 0
function Invoke-Browser([string] $method, $parameters = @{}) {
    $message = @{ id = ++$script:id; method = $method; params = $parameters }
    if ($script:session) { $message.sessionId = $script:session }
    $bytes = [Text.Encoding]::UTF8.GetBytes(($message | ConvertTo-Json -Depth 10 -Compress))
    $null = $socket.SendAsync([ArraySegment[byte]]::new($bytes), 'Text', $true, $deadline.Token).GetAwaiter().GetResult()
    $buffer = [byte[]]::new(65536)
    do {
        $text = [IO.MemoryStream]::new()
        do {
            $part = $socket.ReceiveAsync([ArraySegment[byte]]::new($buffer), $deadline.Token).GetAwaiter().GetResult()
            $text.Write($buffer, 0, $part.Count)
        } until ($part.EndOfMessage)
        $answer = [Text.Encoding]::UTF8.GetString($text.ToArray()) | ConvertFrom-Json
    } until ($answer.PSObject.Properties['id'] -and $answer.id -eq $script:id)
    if ($answer.PSObject.Properties['error']) { throw "${method}: $($answer.error.message)" }
    $answer.result
}

$work = Join-Path ([IO.Path]::GetTempPath()) "ibps-screenshots-$([guid]::NewGuid().ToString('n'))"
$null = New-Item -ItemType Directory $work, $Folder -Force
$socket = [Net.WebSockets.ClientWebSocket]::new()
$deadline = [Threading.CancellationTokenSource]::new([timespan]::FromMinutes(2))
$process = $null
try {
    if ($Page) { $file = (Resolve-Path $Page).Path }
    else {
        $file = Join-Path $work report.html
        New-Report $file
    }
    $start = [Diagnostics.ProcessStartInfo]::new($Browser)
    $start.RedirectStandardError = $true
    foreach ($argument in '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--remote-debugging-port=0', "--user-data-dir=$work/profile", 'about:blank') {
        $start.ArgumentList.Add($argument)
    }
    $process = [Diagnostics.Process]::Start($start)
    do { $line = $process.StandardError.ReadLine() } until ($null -eq $line -or $line -match 'DevTools listening on (\S+)')
    if ($null -eq $line) { throw "$Browser ended before it listened." }
    $null = $process.StandardError.ReadToEndAsync()
    $null = $socket.ConnectAsync($Matches[1], $deadline.Token).GetAwaiter().GetResult()
    $session = $null
    $target = (Invoke-Browser Target.createTarget @{ url = 'about:blank' }).targetId
    $session = (Invoke-Browser Target.attachToTarget @{ targetId = $target; flatten = $true }).sessionId
    foreach ($picture in $pictures) {
        $null = Invoke-Browser Emulation.setDeviceMetricsOverride @{ width = $picture.Width; height = $picture.Height; deviceScaleFactor = $picture.Scale; mobile = [bool] $picture.IsMobile }
        $null = Invoke-Browser Emulation.setEmulatedMedia @{ features = @(@{ name = 'prefers-color-scheme'; value = $picture.Scheme }) }
        $null = Invoke-Browser Page.navigate @{ url = [uri]::new($file).AbsoluteUri }
        do {
            Start-Sleep -Milliseconds 50
            $ready = (Invoke-Browser Runtime.evaluate @{ expression = "document.documentElement?.dataset.ready === ''" }).result.value
        } until ($ready)
        if ($picture.At) { $null = Invoke-Browser Runtime.evaluate @{ expression = "document.getElementById('$($picture.At)').scrollIntoView({ behavior: 'instant' })" } }
        Start-Sleep -Milliseconds 200
        # WebP: a third of PNG's size, and the pictures are in the package.
        $image = [Convert]::FromBase64String((Invoke-Browser Page.captureScreenshot @{ format = 'webp'; quality = 85 }).data)
        [IO.File]::WriteAllBytes((Join-Path (Resolve-Path $Folder).Path $picture.Name), $image)
    }
}
finally {
    $socket.Dispose()
    if ($process -and -not $process.HasExited) { $process.Kill($true); $process.WaitForExit() }
    Start-Sleep -Milliseconds 200
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
