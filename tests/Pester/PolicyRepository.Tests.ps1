# Runs the PowerShell steps of the workflows and pipelines of examples/policy-repository as the CI systems would, each in a
# process of its own, in a copy of the folder. The steps that call gh or Azure's API are not run: they need the real thing.
BeforeDiscovery {
    . "$PSScriptRoot/Module.ps1"
    $repository = "$ModuleRoot/examples/policy-repository"
    $yaml = Get-ChildItem $repository -Filter *.yml -Recurse -Force | ForEach-Object {
        @{ Name = $_.FullName.Substring((Get-Item $repository).FullName.Length + 1) -replace '\\', '/'; Path = $_.FullName }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Original = "$ModuleRoot/examples/policy-repository"
    # The scripts use what Windows PowerShell does not have; the CI systems' pwsh is PowerShell 7.
    $IsOld = $PSVersionTable.PSVersion -lt [version] '7.4'

    # The text of the PowerShell step that runs a script.
    function StepOf([string] $file, [string] $script) {
        $lines = @(Get-Content "$Original/$file")
        for ($i = 0; $i -lt $lines.Count; $i++) {
            if ($lines[$i] -notmatch '^\s*(run|- pwsh): \|$') { continue }
            $indent = ($lines[$i + 1] -replace '\S.*').Length
            $block = for ($j = $i + 1; $j -lt $lines.Count -and ($lines[$j] -replace '\S.*').Length -ge $indent; $j++) { $lines[$j].Substring($indent) }
            if ($block -match "^\./$script\b") { return $block -join "`n" }
        }
        throw "$file has no step that runs $script."
    }

    # Runs a step in the folder, as GitHub's runner and Azure's agent do: what is wrong ends it, and its exit code is $LASTEXITCODE.
    function RunStep([string] $file, [string] $script) {
        "`$ErrorActionPreference = 'Stop'", (StepOf $file $script), 'if (Test-Path -LiteralPath variable:\LASTEXITCODE) { exit $LASTEXITCODE }' |
            Set-Content "$Folder/../step.ps1"
        $number = ++$script:runs
        $summary, $output = "$TestDrive/summary-$number.md", "$TestDrive/output-$number.txt"
        $variables = @{
            GITHUB_ACTIONS = $null; GITHUB_STEP_SUMMARY = $null; GITHUB_OUTPUT = $null; TF_BUILD = $null; AGENT_TEMPDIRECTORY = $null
            PIPELINE_WORKSPACE = $Folder; LIFECYCLE_READ_ROLE = 'ImageBuilderRole'; AWS_ENDPOINT_URL = "$Url"
        }
        if ($file -like 'azure*') { $variables.TF_BUILD, $variables.AGENT_TEMPDIRECTORY = 'True', "$TestDrive" }
        else { $variables.GITHUB_ACTIONS, $variables.GITHUB_STEP_SUMMARY, $variables.GITHUB_OUTPUT = 'true', $summary, $output }
        $before = @{}
        foreach ($name in $variables.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $variables[$name])
        }
        Push-Location $Folder
        try { $text = Invoke-Engine -NonInteractive -File "$Folder/../step.ps1" 2>&1 | Out-String -Width 400 }
        finally {
            $code = $LASTEXITCODE
            Pop-Location
            foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        }
        if ($text -match '##vso\[task\.uploadsummary\](.*\.md)') { $summary = $Matches[1] }
        [pscustomobject]@{
            ExitCode = $code
            Text     = $text
            Summary  = Get-Content $summary -Raw -ErrorAction Ignore
            Output   = (Get-Content $output -Raw -ErrorAction Ignore) -replace '\r'
        }
    }

    # The URL of a new service, and a copy of the folder.
    function NewRepository {
        if ($IsOld) { Set-ItResult -Skipped -Because 'the scripts need PowerShell 7.4 or later' }
        (Start-IBLocalService -StepMilliseconds 50 -PassThru).Url
        $copy = "$TestDrive/$([guid]::NewGuid().ToString('n'))/repository"
        $null = New-Item -ItemType Directory (Split-Path $copy)
        Copy-Item $Original $copy -Recurse -Force
        # Where the workflow builds the module.
        $null = New-Item -ItemType $(if ($IsWindows) { 'Junction' } else { 'SymbolicLink' }) "$copy/ImageBuilderPS" -Target $ModuleRoot
        $null = New-Item -ItemType Directory "$copy/base"
        $copy
    }
    # Else the removal of $TestDrive could follow the link.
    function RemoveLink { if ($Folder -and (Test-Path "$Folder/ImageBuilderPS")) { (Get-Item "$Folder/ImageBuilderPS").Delete() } }
    # Policies of the files, in the account and on the main branch.
    function ApplyFiles {
        $null = New-IBLifecyclePlan -PolicyPath "$Folder/policies" -NoFact -CISummary:$false | Invoke-IBLifecyclePlan -CISummary:$false
        Merge
    }
    function LiftInUse { Edit guards.psd1 'AllowInUse( +)= \$false' 'AllowInUse$1= $$true' }

    function Edit([string] $file, [string] $pattern, [string] $value) {
        $text = Get-Content -Raw "$Folder/$file"
        $text | Should -Match $pattern
        $text -replace $pattern, $value | Set-Content "$Folder/$file" -NoNewline
    }
    # What a merge and the next pull request do.
    function Merge { Copy-Item "$Folder/policies" "$Folder/base" -Recurse -Force }
    function Live([string] $name) { Get-IBLifecyclePolicy -Name $name }
}
AfterAll { Stop-IBLocalService }

Describe 'The steps of examples/policy-repository: <Plan>, <Apply>' -ForEach @(
    @{ Plan = '.github/workflows/plan.yml'; Apply = '.github/workflows/apply.yml'; Line = '::error[^:]*::' }
    @{ Plan = 'azure-pipelines-plan.yml'; Apply = 'azure-pipelines-apply.yml'; Line = '##vso\[task\.logissue type=error\]' }
) {
    BeforeEach {
        $Url, $Folder = NewRepository
    }
    AfterEach { RemoveLink }

    Context 'When a pull request tightens a rule' {
        BeforeEach {
            ApplyFiles
            Edit policies/web-server.json '"retainAtLeast": 3' '"retainAtLeast": 1'
        }

        It 'fail where a guard blocks the plan, and leave the reason for the comment and the summary' {
            $planned = RunStep $Plan plan.ps1
            $planned.ExitCode | Should -Be 1
            $planned.Text | Should -Match "(?m)^${Line}.*2 AMIs in use"
            $planned.Summary | Should -Match 'InUse'
            $comment = Get-Content -Raw "$Folder/plan/plan.md"
            $comment | Should -Match 'Blocked'
            $comment | Should -Match '`-AllowInUse`'
            Get-Content -Raw "$Folder/plan/plan.html" | Should -Match '<html'

            $applied = RunStep $Apply apply.ps1
            $applied.ExitCode | Should -Be 1
            $applied.Text | Should -Match "(?m)^${Line}.*blocked"
            (Live web-server).PolicyDetails[1].Filter.RetainAtLeast | Should -Be 3
        }

        It 'show what is deleted, apply it once, and change nothing the second time' {
            LiftInUse
            $planned = RunStep $Plan plan.ps1
            $planned.ExitCode | Should -Be 0 -Because $planned.Text
            $planned.Text | Should -Not -Match $Line
            $comment = Get-Content -Raw "$Folder/plan/plan.md"
            $comment | Should -Match '\*\*Deletes 3 images, 6 AMIs, 5 snapshots'
            $comment | Should -Match '(?s)### Deletes.*ami-[0-9a-f]{17}'

            $first = RunStep $Apply apply.ps1
            $first.ExitCode | Should -Be 0 -Because $first.Text
            $first.Text | Should -Match 'web-server +Update +Applied'
            $updated = (Live web-server).DateUpdated
            (Live web-server).PolicyDetails[1].Filter.RetainAtLeast | Should -Be 1

            $second = RunStep $Apply apply.ps1
            $second.ExitCode | Should -Be 0 -Because $second.Text
            (Live web-server).DateUpdated | Should -Be $updated
            (Get-Content "$Folder/plan/plan.audit.jsonl" | ConvertFrom-Json | Where-Object policyName -eq web-server).outcome | Should -Be Applied, AlreadyApplied
        }
    }
}

Describe 'The steps of examples/policy-repository, in GitHub Actions' {
    BeforeAll { $Plan, $Apply, $Line = '.github/workflows/plan.yml', '.github/workflows/apply.yml', '::error[^:]*::' }
    BeforeEach {
        $Url, $Folder = NewRepository
    }
    AfterEach { RemoveLink }

    It 'create the policies in the first pull request' {
        $planned = RunStep $Plan plan.ps1
        $planned.ExitCode | Should -Be 0 -Because $planned.Text
        $planned.Text | Should -Not -Match $Line
        $planned.Summary | Should -Match '\| web-server \| is created \|'
        Get-Content -Raw "$Folder/plan/plan.md" | Should -Match '\| web-server \| is created \|'
        Get-Content -Raw "$Folder/plan/plan.html" | Should -Match '<html'
        Get-IBLifecyclePolicy | ForEach-Object Name | Should -Be demo

        $applied = RunStep $Apply apply.ps1
        $applied.ExitCode | Should -Be 0 -Because $applied.Text
        (Live web-server).Tags.ManagedBy | Should -Be policy-repository
        (Live nightly).ResourceSelection.TagMap.Stage | Should -Be nightly
        (RunStep $Plan plan.ps1).Text | Should -Match 'No changes'
    }

    It 'say what to do where there is no plan' {
        $applied = RunStep $Apply apply.ps1
        $applied.ExitCode | Should -Be 1
        $applied.Text | Should -Match "(?m)^${Line}There is no plan .*Make a new plan"
    }

    Context 'When the plan of a pull request is not the whole truth' {
        BeforeEach {
            ApplyFiles
            Edit policies/web-server.json '"retainAtLeast": 3' '"retainAtLeast": 1'
            LiftInUse
        }

        It 'refuse a plan of other files than those of the commit' {
            (RunStep $Plan plan.ps1).ExitCode | Should -Be 0
            Edit policies/web-server.json '"retainAtLeast": 1' '"retainAtLeast": 2'
            $applied = RunStep $Apply apply.ps1
            $applied.ExitCode | Should -Be 1
            $applied.Text | Should -Match "(?m)^::error[^:]*::The plan makes something else of policy web-server .*Nothing was sent\. Make a new plan"
            (Live web-server).PolicyDetails[1].Filter.RetainAtLeast | Should -Be 3
        }

        It 'say which changes of the commit the plan does not have' {
            (RunStep $Plan plan.ps1).ExitCode | Should -Be 0
            Edit policies/nightly.json '"value": 14' '"value": 21'
            $applied = RunStep $Apply apply.ps1
            $applied.ExitCode | Should -Be 0 -Because $applied.Text
            $applied.Text | Should -Match '(?m)^::warning::The plan leaves policy nightly alone'
        }

        It 'refuse a plan that is stale, and say what to do' {
            (RunStep $Plan plan.ps1).ExitCode | Should -Be 0
            $null = Update-IBLifecyclePolicy -Name web-server -Merge -Description 'in the console'
            $applied = RunStep $Apply apply.ps1
            $applied.ExitCode | Should -Be 1
            $applied.Text | Should -Match "(?m)^::error[^:]*::.*Somebody changed what was reviewed"
            $applied.Text | Should -Match "(?m)^::error[^:]*::Make a new plan"
        }
    }

    It 'fail where a file is broken, with the place in the comment' {
        '{ "name": "x```x", "executionRol": "R" }' | Set-Content "$Folder/policies/broken.json"
        $planned = RunStep $Plan plan.ps1
        $planned.ExitCode | Should -Be 1
        Get-Content -Raw "$Folder/plan/plan.md" | Should -Match '(?s)^## There is no plan.*broken\.json: \$\.executionRol: unknown key'
        Test-Path "$Folder/plan/plan.json" | Should -BeFalse
    }

    It 'say that a policy without a file goes on' {
        Merge
        Remove-Item "$Folder/policies/nightly.json"
        $planned = RunStep $Plan plan.ps1
        $planned.ExitCode | Should -Be 0 -Because $planned.Text
        Get-Content -Raw "$Folder/plan/plan.md" | Should -Match 'Policy nightly has no file any more'
    }
}

Describe 'The step of examples/policy-repository that finds drift' {
    BeforeEach {
        $Url, $Folder = NewRepository
        ApplyFiles
    }
    AfterEach { RemoveLink }

    It 'finds nothing in what was applied, and leaves the files alone' {
        $before = Get-FileHash "$Folder/policies/*.json"
        $run = RunStep .github/workflows/drift.yml drift.ps1
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Output | Should -Be "changed=false`nmissing=false`n"
        (Get-FileHash "$Folder/policies/*.json").Hash | Should -Be $before.Hash
    }

    It 'takes over what somebody changed in the console, and nothing else, so that the next plan has no changes' {
        $old = Get-Content "$Folder/policies/web-server.json"
        $null = Update-IBLifecyclePolicy -Name web-server -Merge -Description "Z$([char]0xE4)hlt <b> & more"
        $run = RunStep .github/workflows/drift.yml drift.ps1
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Output | Should -Be "changed=true`nmissing=false`n"
        Get-Content -Raw "$Folder/plan/drift.md" | Should -Match '(?s)Somebody changed policy web-server.*~ description: '
        Compare-Object $old (Get-Content "$Folder/policies/web-server.json") | Where-Object SideIndicator -eq '=>' |
            ForEach-Object InputObject | Should -Be "  `"description`": `"Z$([char]0xE4)hlt <b> & more`","
        (New-IBLifecyclePlan -PolicyPath "$Folder/policies" -NoFact).HasChanges | Should -BeFalse
        (RunStep .github/workflows/drift.yml drift.ps1).Output | Should -Be "changed=false`nmissing=false`n"
    }

    It 'takes over into a file with an ARN too, as Export-IBLifecyclePolicy writes it' {
        Export-IBLifecyclePolicy -Name demo -Path "$Folder/policies/demo.json"
        $null = Update-IBLifecyclePolicy -Name demo -Merge -Description changed
        (RunStep .github/workflows/drift.yml drift.ps1).Output | Should -Match 'changed=true'
        $file = Get-Content -Raw "$Folder/policies/demo.json" | ConvertFrom-Json
        $file.lifecyclePolicyArn, $file.description | Should -Be $PolicyArn, changed
        (New-IBLifecyclePlan -PolicyPath "$Folder/policies" -NoFact).HasChanges | Should -BeFalse
    }

    It 'tells of a policy that somebody removed' {
        Remove-IBLifecyclePolicy -Name nightly -Confirm:$false
        $run = RunStep .github/workflows/drift.yml drift.ps1
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Output | Should -Be "changed=false`nmissing=true`n"
        Get-Content -Raw "$Folder/plan/drift.md" | Should -Match 'Policy nightly does not exist'
    }
}

Describe 'examples/policy-repository/<Name>' -ForEach $yaml {
    It 'is YAML' {
        $python = Get-Command python3, python -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        if ($python) { $null = & $python -c 'import yaml' 2>&1 }
        if (-not $python -or $LASTEXITCODE) { Set-ItResult -Skipped -Because 'there is no python3 with yaml' }
        & $python -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1], encoding="utf-8"))' $Path 2>&1 | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
    }

    It 'names only files that exist' {
        $text = Get-Content -Raw $Path
        $named = [regex]::Matches($text, '(?m)(?<=\s)\./(?<file>[\w.-]+\.ps1)|uses: \./(?<file>\S+)|template: (?<file>\S+)|--workflow (?<file>\S+)') |
            ForEach-Object { $_.Groups['file'].Value }
        foreach ($file in $named) {
            @($file, ".github/workflows/$file" | Where-Object { Test-Path "$Original/$_" }) | Should -Not -BeNullOrEmpty -Because "$file is named"
        }
    }
}

Describe 'examples/policy-repository/<Name>' -ForEach ($yaml | Where-Object { $_.Name -like '.github*' }) {
    It 'puts no expression into a script, and pins the actions' {
        $lines = Get-Content $Path
        for ($i = 0; $i -lt $lines.Count; $i++) {
            if ($lines[$i] -match '^\s*(- )?run: (?<text>.*)$') {
                $script = @($Matches.text)
                $indent = ($lines[$i] -replace '\S.*').Length
                for ($j = $i + 1; $j -lt $lines.Count -and (-not $lines[$j].Trim() -or ($lines[$j] -replace '\S.*').Length -gt $indent); $j++) { $script += $lines[$j] }
                $script -join "`n" | Should -Not -Match '\$\{\{'
            }
            if ($lines[$i] -match 'uses: (?<action>[^.\s]\S*)') { $Matches.action | Should -Match '^[\w-]+/[\w-]+@v\d+$' }
        }
    }
}
