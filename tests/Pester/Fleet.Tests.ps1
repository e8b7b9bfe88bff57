BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Fleet = "$ModuleRoot/examples/fleet"
    $NoRole = 'arn:aws:iam::222233330000:role/EC2ImageBuilderDistributionCrossAccountRole'
    $Reader = 'arn:aws:iam::111122223333:role/ImageReportReader'
    $Applier = 'arn:aws:iam::111122223333:role/ImagePlanApplier'
    $Rows = 'Region,RoleArn,ExternalId,ApplyRoleArn', "us-east-1,$Reader,,$Applier", "eu-west-1,$Reader,,$Applier"
    function NewFolder { (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())").FullName }
    $Python = Get-Command python3, python -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    # Whether Python is there with a module, or the reason of a skip.
    function WhyNot([string] $Module) {
        if (-not $Python) { return 'there is no python3' }
        $null = & $Python -c "import $Module" 2>&1
        if ($LASTEXITCODE) { "python3 has no $Module" }
    }
    function CheckYaml([string] $Path) {
        & $Python -c @'
import json, sys, yaml
class Loader(yaml.SafeLoader): pass
Loader.add_multi_constructor("!", lambda loader, tag, node: {tag: loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else loader.construct_sequence(node, True) if isinstance(node, yaml.SequenceNode) else loader.construct_mapping(node, True)})
print(json.dumps(yaml.load(open(sys.argv[1], encoding="utf-8"), Loader), default=str))
'@ $Path | ConvertFrom-Json -AsHashtable
    }
}
AfterAll { Stop-IBLocalService }

Describe 'examples/fleet/report.ps1' {
    BeforeEach {
        Start-IBLocalService
        $Folder = NewFolder
        $Before = $env:GITHUB_STEP_SUMMARY, $env:GITHUB_ACTIONS
        $env:GITHUB_STEP_SUMMARY, $env:GITHUB_ACTIONS = "$Folder/summary.md", 'true'
    }
    AfterEach { $env:GITHUB_STEP_SUMMARY, $env:GITHUB_ACTIONS = $Before }

    It 'reports on the live policies of all accounts, and one that fails is a row and an annotation' {
        $Rows + "us-east-1,$NoRole,," | Set-Content "$Folder/accounts.csv"
        $said = & "$Fleet/report.ps1" -Accounts "$Folder/accounts.csv" -OutputPath "$Folder/out" 6>&1 | Out-String -Width 200
        $LASTEXITCODE | Should -Be 1
        $report = Get-Content -Raw "$Folder/out/fleet.json" | ConvertFrom-Json
        $report.accounts | ForEach-Object { "$($_.accountId) $($_.region) $($_.verdict)" } |
            Should -Be '222233330000 us-east-1 Not read', '111122223333 us-east-1 No changes', '111122223333 eu-west-1 No changes'
        $report.calendar | Should -HaveCount 12
        $report.totals.deletedImages | Should -BeGreaterThan 0
        $said | Should -Match '(?m)^::error::222233330000 us-east-1: .*sts:AssumeRole'
        Get-Content -Raw "$Folder/summary.md" | Should -Match '\| 222233330000 \| us-east-1 \|'
        (Get-ChildItem "$Folder/out").Name | Should -Be fleet.html, fleet.json, fleet.md, plan.111122223333.eu-west-1.json, plan.111122223333.us-east-1.json
    }

    It 'says with 2 that policies would change, and with 0 that none would' {
        $Rows | Set-Content "$Folder/accounts.csv"
        $null = & "$Fleet/report.ps1" -Accounts "$Folder/accounts.csv" -OutputPath "$Folder/out" 6>&1
        $LASTEXITCODE | Should -Be 0
        $null = New-Item -ItemType Directory "$Folder/policies"
        '{"name":"demo","executionRole":"R","resourceType":"AMI_IMAGE","policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":900}}],"resourceSelection":{"tagMap":{"a":"b"}},"status":"DISABLED"}' | Set-Content "$Folder/policies/demo.json"
        $null = & "$Fleet/report.ps1" -Accounts "$Folder/accounts.csv" -OutputPath "$Folder/out" -PolicyPath "$Folder/policies" 6>&1
        $LASTEXITCODE | Should -Be 2
    }
}

Describe 'The functions of examples/fleet/lambda' {
    BeforeAll {
        Start-IBLocalService
        . "$Fleet/lambda/handler.ps1"
        $Store = $env:FLEET_STORE = NewFolder
        $Rows + "us-east-1,$NoRole,,", 'us-west-2,arn:aws:iam::444455556666:role/Crashed,,' | Set-Content "$Store/accounts.csv"
        $null = New-Item -ItemType Directory "$Store/policies"
        $policy = (Get-IBLifecyclePolicy -Name demo -Region us-east-1 -RoleArn $Reader).Arn | Get-IBLifecyclePolicy -RoleArn $Reader
        $policy | Export-IBLifecyclePolicy "$Store/policies/demo.json"
        # With a name in place of the ARN it is for all accounts.
        $file = Get-Content -Raw "$Store/policies/demo.json" | ConvertFrom-Json -AsHashtable
        $file.Remove('lifecyclePolicyArn')
        $file.Remove('dateUpdated')
        $file.name, $file.description = 'demo', 'planned'
        $file | ConvertTo-Json -Depth 9 | Set-Content "$Store/policies/demo.json"

        $Planned = Import-Csv "$Store/accounts.csv" | Select-Object -First 3 | ForEach-Object { Invoke-PlanStep ([pscustomobject]@{ run = 'r1'; account = $_ }) }
        $Report = Invoke-ReportStep ([pscustomobject]@{ run = 'r1' })
        $List = Get-Content -Raw "$Store/runs/r1/apply.json" | ConvertFrom-Json
        function Apply([string] $Name, [string] $Digest = $Report.digest) { Invoke-ApplyStep ([pscustomobject]@{ run = 'r1'; name = $Name; digest = $Digest }) }
        # The files of the run as they were.
        $Copy = NewFolder
        Copy-Item "$Store/runs" $Copy -Recurse
    }
    AfterAll { $env:FLEET_STORE = $null }
    AfterEach {
        Remove-Item -Recurse "$Store/runs"
        Copy-Item "$Copy/runs" $Store -Recurse
    }

    It 'plan an account each; what fails is a file beside the plans' {
        $Planned | ForEach-Object { "$($_.planned) $($_.failed)" } | Should -Be 'True False', 'True False', 'False True'
        (Get-ChildItem "$Store/runs/r1/plans").Name | Should -Be arn-aws-iam-111122223333-role-ImageReportReader.eu-west-1.json, arn-aws-iam-111122223333-role-ImageReportReader.us-east-1.json
    }

    It 'report on every row of the table, also on one whose function crashed' {
        $Report.unread, $Report.blocked, $Report.apply | Should -Be 2, 0, 2
        $accounts = (Get-Content -Raw "$Store/runs/r1/fleet.json" | ConvertFrom-Json).accounts
        $accounts | ForEach-Object { "$($_.accountId) $($_.verdict)" } | Should -Be '222233330000 Not read', '444455556666 Not read', '111122223333 Ready to apply', '111122223333 Ready to apply'
        $accounts[1].error | Should -Match 'failed or ran out of time'
        $Report.question | Should -Match "$($Report.digest)(?s:.*)send-task-success --task-output '\{`"approved`": true\}' --task-token $"
    }

    It 'apply the plan that was reviewed, with the role of the apply, and keep the audit' {
        { Invoke-ReportStep ([pscustomobject]@{ run = 'r1'; isApplied = $true }) } | Should -Throw '2 of 2 plans were not applied*'
        ($List.name | ForEach-Object { Apply $_ }).outcomes | Should -Be Applied, Applied
        (Get-IBLifecyclePolicy -Name demo -Region eu-west-1 -RoleArn $Reader).Description | Should -Be planned
        $audit = Get-ChildItem "$Store/runs/r1/audit" | Get-Content | ConvertFrom-Json
        $audit.appliedBy | Should -Match 'assumed-role/ImagePlanApplier/'
        (Invoke-ReportStep ([pscustomobject]@{ run = 'r1'; isApplied = $true })).applied | Should -Be 2
    }

    It 'apply nothing that was not approved: <Why>' -ForEach @(
        @{ Why = 'another list'; Change = { Add-Content "$Store/runs/r1/apply.json" ' ' }; Said = '*is not the list that was approved*' }
        @{ Why = 'another plan'; Change = { Copy-Item "$Store/runs/r1/plans/$($List[1].name).json" "$Store/runs/r1/plans/$($List[0].name).json" }; Said = '*is not the one that was reviewed*' }
        @{ Why = 'an edited plan'; Change = { (Get-Content -Raw "$Store/runs/r1/plans/$($List[0].name).json") -replace 'planned', 'edited' | Set-Content "$Store/runs/r1/plans/$($List[0].name).json" }; Said = '*the plan was changed after it was made*' }
        @{ Why = 'a row that is not in the list'; Name = 'other'; Change = { }; Said = '*is not in the list that was approved*' }
    ) {
        & $Change
        { Apply ($Name ?? $List[0].name) } | Should -Throw $Said
        Test-Path "$Store/runs/r1/applied" | Should -BeFalse
    }

    It 'answer Lambda: an event, a failure, and the end' {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $address = "127.0.0.1:$($probe.LocalEndpoint.Port)"
        $probe.Stop()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://$address/")
        $listener.Start()
        $start = [Diagnostics.ProcessStartInfo]::new($EngineProgram)
        $EngineArguments + '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$ModulePath'; & '$Fleet/lambda/runtime.ps1'" | ForEach-Object { $start.ArgumentList.Add($_) }
        foreach ($variable in @{ AWS_LAMBDA_RUNTIME_API = $address; _HANDLER = 'Invoke-ReportStep'; FLEET_STORE = $Store; NO_COLOR = '1' }.GetEnumerator()) { $start.Environment[$variable.Key] = $variable.Value }
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        try {
            $answers = foreach ($event in '{"run":"r1"}', $null, '{"run":"none","isApplied":true}', $null, 'end') {
                $waiting = $listener.GetContextAsync()
                if (-not $waiting.Wait(30000)) { throw 'The runtime asked for nothing.' }
                $call = $waiting.Result
                if ($event -eq 'end') { $call.Response.StatusCode = 500 }
                elseif ($event) {
                    $call.Request.Url.AbsolutePath | Should -Be /2018-06-01/runtime/invocation/next
                    $call.Response.Headers.Add('Lambda-Runtime-Aws-Request-Id', 'id-1')
                    $call.Response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($event))
                }
                else { "$($call.Request.Url.AbsolutePath) $([IO.StreamReader]::new($call.Request.InputStream).ReadToEnd())" }
                $call.Response.Close()
            }
            $process.WaitForExit(10000) | Should -BeTrue
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
            $listener.Close()
        }
        $answers[0] | Should -BeLike '/2018-06-01/runtime/invocation/id-1/response {*"apply":2*'
        $answers[1] | Should -BeLike '/2018-06-01/runtime/invocation/id-1/error {*"errorMessage":*'
    }
}

Describe 'The templates of examples/fleet' {
    It 'cfn-lint finds nothing in template.yaml' {
        if (-not (Get-Command cfn-lint -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no cfn-lint' }
        & cfn-lint "$Fleet/template.yaml" 2>&1 | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
    }

    It 'name only resources, parameters and files that exist, and give no permission on everything' {
        if ($reason = WhyNot yaml) { Set-ItResult -Skipped -Because $reason }
        $template = CheckYaml "$Fleet/template.yaml"
        $known = @($template.Parameters.Keys) + $template.Resources.Keys
        $text = Get-Content -Raw "$Fleet/template.yaml"
        $named = [regex]::Matches($text, '!Ref (\w+)\b(?!:)|!GetAtt (\w+)\.|\$\{(\w+)(?:\.\w+)?\}').ForEach{ $_.Groups[1, 2, 3].Value } | Where-Object { $_ -and $_ -ne 'AWS' } | Sort-Object -Unique
        # SAM makes the roles of the functions.
        $named | Where-Object { $_ -notin $known -and ($_ -replace 'Role$') -notin $known } | Should -BeNullOrEmpty
        foreach ($function in $template.Resources.Values | Where-Object Type -EQ AWS::Serverless::Function) {
            "$Fleet/lambda/handler.ps1" | Should -FileContentMatch "^function $($function.Properties.ImageConfig.Command[0])\("
            Test-Path "$Fleet/$($function.Metadata.Dockerfile)" | Should -BeTrue
            $statements = $function.Properties.Policies.Statement
            $statements.Action | Should -Not -Match '\*'
            $statements.Resource | ForEach-Object { "$($_.Values)$_" } | Should -Not -Be '*'
        }
        foreach ($line in Get-Content "$Fleet/lambda/Dockerfile" | Where-Object { $_ -match '^COPY (?!--)(?<files>.*) \S+$' }) {
            $line -replace '^COPY (.*) \S+$', '$1' -split ' ' | Where-Object { $_ -ne 'ImageBuilderPS' } | ForEach-Object { Test-Path "$Fleet/$_" | Should -BeTrue -Because $_ }
        }
        (CheckYaml "$Fleet/github-actions.yml").jobs.report.steps.Count | Should -BeGreaterThan 5
    }

    It 'have a state machine whose states are all reached, and lead somewhere' {
        function Check($machine) {
            $next = @($machine.StartAt) + $machine.States.Values.ForEach{ $_.Next; $_.Default; $_.Choices.Next; $_.Catch.Next } | Where-Object { $_ } | Sort-Object -Unique
            $next | Should -Be ($machine.States.Keys | Sort-Object)
            foreach ($state in $machine.States.Values) {
                ($state.Next -or $state.End -or $state.Type -in 'Choice', 'Succeed', 'Fail') | Should -BeTrue
                if ($state.ItemProcessor) { Check $state.ItemProcessor }
            }
        }
        Check (Get-Content -Raw "$Fleet/state-machine.asl.json" | ConvertFrom-Json -AsHashtable)
    }
}

Describe 'The state machine of examples/fleet' {
    BeforeAll {
        $Reason = WhyNot 'moto.stepfunctions.parser.models, flask, antlr4, boto3'
        if (-not $Reason) {
            # moto tells of each failure on stderr.
            $Ways = & $Python "$PSScriptRoot/Fleet.StateMachine.py" "$Fleet/state-machine.asl.json" 2>$null | Where-Object { $_ -like '{"name"*' } | ConvertFrom-Json
            $Reads, $Approved, $Refused = 'reads', 'approved', 'refused' | ForEach-Object { $way = $_; $Ways | Where-Object name -EQ $way }
        }
    }

    It 'plans every account, reports although one fails, and only reads by default' {
        if ($Reason) { Set-ItResult -Skipped -Because $Reason }
        $Reads.status | Should -Be SUCCEEDED
        ($Reads.calls | ForEach-Object { $_[0] } | Sort-Object) -join ' ' | Should -Be 'plan plan report'
        $Reads.calls[0][1].account.RoleArn | Should -Match ':role/R$'
        $Reads.notes | Should -HaveCount 1
    }

    It 'applies the list of the report after the approval, and looks whether all of it was' {
        if ($Reason) { Set-ItResult -Skipped -Because $Reason }
        $Approved.status | Should -Be SUCCEEDED
        ($Approved.calls | ForEach-Object { $_[0] }) -join ' ' | Should -Be 'plan plan report apply report'
        $apply = $Approved.calls[3][1]
        $apply.run, $apply.name, $apply.digest | Should -Be approved, a, ABC
        $Approved.calls[4][1].isApplied | Should -BeTrue
    }

    It 'applies nothing without the approval' {
        if ($Reason) { Set-ItResult -Skipped -Because $Reason }
        $Refused.status | Should -Be SUCCEEDED
        $Refused.notes | Should -HaveCount 2
        ($Refused.calls | ForEach-Object { $_[0] }) -join ' ' | Should -Be 'plan plan report'
    }
}
