BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
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
    function RunStep([string] $script) {
        $env:SOURCE_IMAGE, $env:CONFIGURATION, $env:EXECUTION_ROLE, $env:CLIENT_TOKEN = $Ami, $ConfigurationArn, 'ImageBuilderRole', "run-$([guid]::NewGuid().ToString('n').Substring(0, 8))"
        $env:GITHUB_STEP_SUMMARY = "$TestDrive/summary.md"
        Push-Location $ModuleRoot
        try { & ([scriptblock]::Create($script)) 4>$null }
        finally {
            Pop-Location
            Remove-Item Env:SOURCE_IMAGE, Env:CONFIGURATION, Env:EXECUTION_ROLE, Env:CLIENT_TOKEN, Env:GITHUB_STEP_SUMMARY
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
        $noRole = (New-IBDistributionConfiguration 'csv without role' (New-IBDistribution us-east-1 -TargetAccountId 222233330000, 111122223333)).DistributionConfigurationArn
        "SourceImage,DistributionConfigurationArn,ExecutionRole`n$Ami,$noRole,$Role" | Set-Content "$TestDrive/plan.csv"
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

Describe 'The step of examples/<File>' -ForEach @(
    @{ File = 'github-actions.yml'; Key = 'run: |' }
    @{ File = 'azure-pipelines.yml'; Key = '- pwsh: |' }
) {
    It 'distributes, waits and shows what arrived' {
        $shown = RunStep (BlockOf $File $Key) | Out-String -Width 200
        if (Test-Path "$TestDrive/summary.md") { $shown += Get-Content "$TestDrive/summary.md" -Raw }
        [regex]::Matches($shown, 'ami-[0-9a-f]{17}').Count | Should -Be 6
        Remove-Item "$TestDrive/summary.md" -ErrorAction Ignore
    }

    It 'fails when not everything arrives' {
        $script = (BlockOf $File $Key) -replace '\$env:CONFIGURATION', "'$((New-IBDistributionConfiguration "step $([guid]::NewGuid())" (New-IBDistribution us-east-1 -TargetAccountId 222233330000)).DistributionConfigurationArn)'"
        { RunStep $script } | Should -Throw -ExpectedMessage '*is FAILED*'
    }
}
