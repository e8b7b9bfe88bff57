BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Service = Start-IBLocalService -StepMilliseconds 50 -PassThru
    $Examples = "$ModuleRoot/examples"

    # The lines of a YAML block that begins with a key, without their indentation.
    function BlockOf([string] $file, [string] $key) {
        $lines = Get-Content "$Examples/$file"
        $start = [array]::FindIndex($lines, [Predicate[string]] { param($line) $line.TrimEnd().EndsWith($key) -and $line -match 'pwsh|run' -and $line -notmatch 'build.sh' })
        $start | Should -BeGreaterOrEqual 0
        $indent = ($lines[$start + 1] -replace '\S.*').Length
        $block = for ($i = $start + 1; $i -lt $lines.Count -and ($lines[$i] -replace '\S.*').Length -ge $indent; $i++) { $lines[$i].Substring($indent) }
        $block -join "`n"
    }
    # Runs a step as the CI system would, in an attempt of a run; everything that is written, as text.
    function RunStep([hashtable] $step, [string] $token, [int] $attempt = 1, [string] $configuration = $ConfigurationArn) {
        $system = if ($step.File -like 'github*') {
            @{ GITHUB_ACTIONS = 'true'; GITHUB_RUN_ATTEMPT = $attempt; GITHUB_STEP_SUMMARY = "$TestDrive/github.md" }
        }
        else {
            @{ TF_BUILD = 'True'; SYSTEM_JOBATTEMPT = $attempt; AGENT_TEMPDIRECTORY = "$TestDrive" }
        }
        $variables = $system + @{ SOURCE_IMAGE = $Ami; CONFIGURATION = $configuration; EXECUTION_ROLE = 'ImageBuilderRole'; CLIENT_TOKEN = $token }
        $before = @{}
        foreach ($name in @('GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'TF_BUILD') + $variables.Keys | Sort-Object -Unique) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $variables[$name])
        }
        Push-Location $ModuleRoot
        try { $written = & { try { & ([scriptblock]::Create((BlockOf $step.File $step.Key))) } catch { $_ } } 4>$null 6>&1 }
        finally {
            Pop-Location
            foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        }
        [pscustomobject]@{
            Failure = $written | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
            Text    = $written | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] } | Out-String -Width 400
            Summary = Get-Content "$TestDrive/$($step.Summary)" -Raw -ErrorAction Ignore
        }
    }
}
AfterAll { Stop-IBLocalService }

Describe 'examples/distribute-from-csv.ps1' {
    It 'distributes the plan and reports what arrived where' {
        $arrived = & "$Examples/distribute-from-csv.ps1" -Report "$TestDrive/report.csv"
        $arrived.Status | Should -Be AVAILABLE, AVAILABLE, AVAILABLE
        $report = Import-Csv "$TestDrive/report.csv"
        $report.Count | Should -Be 18
        $report[0].ImageId | Should -Match '^ami-[0-9a-f]{17}$'
    }

    It 'sends nothing when a row is wrong' {
        "SourceImage,DistributionConfigurationArn,ExecutionRole`n$Ami,$ConfigurationArn,$Role`nami-1,$ConfigurationArn,$Role" | Set-Content "$TestDrive/plan.csv"
        $before = (Get-IBImage -All).Count
        { & "$Examples/distribute-from-csv.ps1" -Plan "$TestDrive/plan.csv" -Report "$TestDrive/none.csv" } | Should -Throw -ExpectedMessage '1 rows*Nothing was sent*'
        (Get-IBImage -All).Count | Should -Be $before
    }

    It 'reports a failed row too, and ends with 1' {
        $fault = '{"cause":"kms","account":"444455556666","count":1}'
        $null = Invoke-RestMethod -Method Post "$((Get-IBLocalService).Url)_local/faults" -Body $fault -ContentType application/json
        $two = (New-IBDistributionConfiguration 'csv two accounts' (New-IBDistribution us-east-1 -TargetAccountId 444455556666, 111122223333)).DistributionConfigurationArn
        "SourceImage,DistributionConfigurationArn,ExecutionRole`n$Ami,$two,$Role" | Set-Content "$TestDrive/plan.csv"
        $null = & "$Examples/distribute-from-csv.ps1" -Plan "$TestDrive/plan.csv" -Report "$TestDrive/report.csv" 2>&1
        $LASTEXITCODE | Should -Be 1
        (Import-Csv "$TestDrive/report.csv").State | Sort-Object | Should -Be AVAILABLE, FAILED
    }
}

Describe 'examples/promote-image.ps1' {
    BeforeAll {
        $staging = (New-IBDistributionConfiguration staging (New-IBDistribution us-east-1)).DistributionConfigurationArn
        $production = (New-IBDistributionConfiguration production (New-IBDistribution us-east-1, eu-west-1 -TargetAccountId 111122223333)).DistributionConfigurationArn
        $way = @{ StagingConfigurationArn = $staging; ProductionConfigurationArn = $production; ExecutionRole = $Role }
    }

    It 'sends on the image that staging got' {
        $staged, $promoted = & "$Examples/promote-image.ps1" -SourceImage $Ami @way
        $promoted.SourceImage | Should -Be $staged.ImageBuildVersionArn
        $promoted.Targets.Region | Should -Be us-east-1, eu-west-1
        ($promoted | Get-IBImage).Tags.Stage | Should -Be production
    }

    It 'leaves production alone when the test says no' {
        $before = (Get-IBImage -All).Count
        { & "$Examples/promote-image.ps1" -SourceImage $Ami @way -Test { $false } } | Should -Throw -ExpectedMessage '*Production was left alone*'
        (Get-IBImage -All).Count | Should -Be ($before + 1)
    }
}

Describe 'An example whose output is redirected' {
    It 'writes no escape sequences: <Script>' -ForEach @(
        @{ Script = 'distribute-from-csv.ps1'; More = @('-Report', 'none.csv') }
        @{ Script = 'promote-image.ps1'; More = @('ami-0123456789abcdef0', '{0}', '{0}', 'ImageBuilderRole') }
    ) {
        $before = $env:NO_COLOR, $env:AWS_ENDPOINT_URL
        $env:NO_COLOR, $env:AWS_ENDPOINT_URL = $null, $Service.Url.GetLeftPart('Authority')
        Push-Location $TestDrive
        try {
            $arguments = $More | ForEach-Object { $_ -f $ConfigurationArn }
            $output = Invoke-Engine -File "$Examples/$Script" @arguments 2>&1 | Out-String -Width 200
            $LASTEXITCODE | Should -Be 0
        }
        finally {
            Pop-Location
            $env:NO_COLOR, $env:AWS_ENDPOINT_URL = $before
        }
        $output | Should -Match 'AVAILABLE'
        $output | Should -Not -Match ([char]27)
    }
}

Describe 'The step of examples/<File>' -ForEach @(
    @{ File = 'github-actions.yml'; Key = 'run: |'; Summary = 'github.md'; Line = '^::error [^:]*::.*is FAILED' }
    @{ File = 'azure-pipelines.yml'; Key = '- pwsh: |'; Summary = 'distribution.md'; Line = '^##vso\[task\.logissue type=error\].*is FAILED' }
) {
    BeforeEach {
        $step = @{ File = $File; Key = $Key; Summary = $Summary }
        $token = "run-$([guid]::NewGuid().ToString('n').Substring(0, 8))"
        Remove-Item "$TestDrive/$Summary" -ErrorAction Ignore
    }

    It 'distributes, waits and shows what arrived' {
        $run = RunStep $step $token
        $run.Failure | Should -BeNullOrEmpty
        [regex]::Matches($run.Text, 'ami-[0-9a-f]{17} +AVAILABLE').Count | Should -Be 6
        [regex]::Matches($run.Summary, '\| ami-[0-9a-f]{17} \| AVAILABLE \|').Count | Should -Be 6
    }

    It 'fails when not everything arrives, with an error line and a summary; another attempt resumes and arrives' {
        $account = "$(Get-Random -Minimum 10000000 -Maximum 99999999)0000"
        $noRole = (New-IBDistributionConfiguration "step $account" (New-IBDistribution us-east-1 -TargetAccountId $account, 111122223333)).DistributionConfigurationArn

        $first = RunStep $step $token -configuration $noRole
        $first.Failure.FullyQualifiedErrorId | Should -BeLike 'ImageFailed,*'
        @($first.Text -split '\r?\n') -match $Line | Should -HaveCount 1
        $first.Summary | Should -Match "\| us-east-1 \| $account \| \S* ?\| FAILED \| [^|]+ \|"
        $first.Summary | Should -Match '\| us-east-1 \| 111122223333 \| ami-[0-9a-f]{17} \| AVAILABLE \|'
        $images = (Get-IBImage -All).Count

        Invoke-RestMethod -Method Post "$($Service.Url)_local/accounts?account=$account&crossAccountRole=true"
        Remove-Item "$TestDrive/$Summary"
        $second = RunStep $step $token -attempt 2 -configuration $noRole
        $second.Failure | Should -BeNullOrEmpty
        [regex]::Matches($second.Summary, '\| AVAILABLE \|').Count | Should -Be 2
        (Get-IBImage -All).Count | Should -Be $images
    }

    It 'fails again in another attempt when nothing was put right' {
        $account = "$(Get-Random -Minimum 10000000 -Maximum 99999999)0000"
        $noRole = (New-IBDistributionConfiguration "step $account" (New-IBDistribution us-east-1 -TargetAccountId $account)).DistributionConfigurationArn
        (RunStep $step $token -configuration $noRole).Failure | Should -Not -BeNullOrEmpty
        $second = RunStep $step $token -attempt 2 -configuration $noRole
        $second.Failure.FullyQualifiedErrorId | Should -BeLike 'ImageFailed,*'
        @($second.Text -split '\r?\n') -match $Line | Should -HaveCount 1
    }

    It 'says in an error line what was refused' {
        $run = RunStep $step $token -configuration 'nothing'
        $run.Failure.FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $run.Text | Should -Match 'error.*distributionConfigurationArn'
        $run.Summary | Should -BeNullOrEmpty
    }
}
