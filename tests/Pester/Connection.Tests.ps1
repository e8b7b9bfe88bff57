BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Add-Type -Path "$PSScriptRoot/RecordingHost.cs"
    $Url = (Start-IBLocalService -StepMilliseconds 1 -PassThru).Url
    $To = @{ DistributionConfigurationArn = $ConfigurationArn; ExecutionRole = $Role }
    $Fast = @{ PollingIntervalSeconds = 0.05 }
    function FailNext([string] $Operation, [string] $ErrorName, [int] $Count = 1) {
        $null = Invoke-RestMethod "${Url}_local/fail?operation=$Operation&error=$ErrorName&count=$Count" -Method Post
    }
}
AfterAll { Stop-IBLocalService }

Describe 'A wait that cannot look' {
    It 'says that the distribution was sent, as which ARN, and how to go on' {
        FailNext GetImage AccessDeniedException
        Invoke-IBDistributeImage $Ami @To -Wait @Fast -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure | Should -HaveCount 1
        $arn = (Get-IBImage -Name base-linux).Arn
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AccessDeniedException,*'
        $failure[0].CategoryInfo.Category | Should -Be PermissionDenied
        $failure[0].Exception | Should -BeOfType ImageBuilderPS.Api.AccessDeniedException
        $failure[0].ErrorDetails.Message | Should -BeLike "GetImage: *(HTTP 403*The distribution was sent as $arn and continues; wait again with Wait-IBImage $arn"
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike "*imagebuilder:GetImage. Then Wait-IBImage $arn"
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeLike '*PassRole*'
        $target = $failure[0].TargetObject
        $target | Should -BeOfType ImageBuilderPS.Distributing.ImageDistribution
        $target.SourceImage | Should -Be $Ami
        $target.Response.ClientToken | Should -Not -BeNullOrEmpty
        ($target | Wait-IBImage @Fast).Status | Should -Be AVAILABLE
    }

    It 'gives an image that does not exist the plain error' {
        $arn = "arn:aws:imagebuilder:us-east-1:${Account}:image/nothing/1.0.0/1"
        Wait-IBImage $arn -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $failure[0].ErrorDetails.Message | Should -Not -BeLike '*goes on*'
        $failure[0].TargetObject.ImageBuildVersionArn | Should -Be $arn
    }

    It 'names iam:PassRole where a role is passed' {
        FailNext DistributeImage AccessDeniedException
        Invoke-IBDistributeImage $Ami @To -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*imagebuilder:DistributeImage, and for iam:PassRole*'
    }
}

Describe 'Retries' {
    It 'sends a throttled input again until it goes through, whatever AWS_MAX_ATTEMPTS says' {
        $env:AWS_MAX_ATTEMPTS = '1'
        try {
            FailNext DistributeImage TooManyRequestsException 2
            (Invoke-IBDistributeImage $Ami @To -ErrorAction Stop).SourceImage | Should -Be $Ami
        }
        finally { Remove-Item Env:AWS_MAX_ATTEMPTS }
    }

    It 'counts the requests that were sent' {
        FailNext DistributeImage ServiceUnavailableException 3
        Invoke-IBDistributeImage $Ami @To -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].ErrorDetails.Message | Should -BeLike '*, 3 tries)'
    }
}

Describe 'Messages about requests' {
    It 'name each attempt of a call that was not the only one, with -Verbose' {
        FailNext GetLifecyclePolicy ServiceUnavailableException
        $said = (Get-IBLifecyclePolicy $PolicyArn -Verbose 4>&1).Where{ $_ -is [Management.Automation.VerboseRecord] }.Message -like 'Get*'
        $said | Should -HaveCount 2
        $said[0] | Should -BeLike 'GetLifecyclePolicy, attempt 1: ServiceUnavailableException (HTTP 503, request id *) after *'
        $said[1] | Should -BeLike 'GetLifecyclePolicy, attempt 2*: HTTP 200 (request id *) after *'
        "$(Get-IBLifecyclePolicy $PolicyArn -Verbose 4>&1)" | Should -Not -BeLike '*attempt*'
    }

    It 'count on where the back-off of the pipeline sends again' {
        FailNext DistributeImage TooManyRequestsException 2
        $said = (Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -Verbose 4>&1).Where{ $_ -is [Management.Automation.VerboseRecord] }.Message -like 'DistributeImage, *'
        $said | Should -HaveCount 3
        $said[0] | Should -BeLike 'DistributeImage, attempt 1: TooManyRequestsException (HTTP 429*'
        $said[1] | Should -BeLike 'DistributeImage, attempt 2, after a wait of *: TooManyRequestsException*'
        $said[2] | Should -BeLike 'DistributeImage, attempt 3, after a wait of *: HTTP 200 *'
    }

    It 'tell what was sent and answered, with -Debug' {
        FailNext GetLifecyclePolicy ServiceUnavailableException
        $said = & { $DebugPreference = 'Continue'; Get-IBLifecyclePolicy $PolicyArn 5>&1 } | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        $said | Should -HaveCount 2
        $said[1].Message | Should -BeLike "GET /GetLifecyclePolicy {*$PolicyArn*attempt 2*: HTTP 200 (request id *) after *"
    }

    It 'tell the calls to EC2, STS and the Recycle Bin too' {
        $image = Get-IBImage -Name web-server -Version 1.0.0 -First 1
        $said = & { $DebugPreference = 'Continue'; $image | Get-IBImageFact -WarningAction SilentlyContinue 5>&1 }
        $said = $said.Where{ $_ -is [Management.Automation.DebugRecord] }.Message
        foreach ($action in 'GetCallerIdentity', 'DescribeImages', 'DescribeImageReferences', 'DescribeSnapshots') {
            $said -like "POST $Url Action=$action*$action, attempt 1: HTTP 200 (request id *) after *" | Should -Not -BeNullOrEmpty
        }
        $said -like "POST ${Url}list-rules*" | Should -Not -BeNullOrEmpty
        $said = & { $DebugPreference = 'Continue'; $image | Restore-IBImage -WhatIf 5>&1 }
        $said.Where{ $_ -is [Management.Automation.DebugRecord] }.Message -like 'POST *Action=DescribeImages*' | Should -Not -BeNullOrEmpty
    }

    It 'are none without either' {
        FailNext GetLifecyclePolicy ServiceUnavailableException
        Get-IBLifecyclePolicy $PolicyArn 4>&1 5>&1 | Should -HaveCount 1
    }
}

Describe 'Secrets' {
    BeforeAll { $Keys = @{ Region = 'us-east-1'; EndpointUrl = $Url; AccessKey = 'AKIAEXAMPLE' } }

    It 'takes -SecretKey and -SessionToken as <_>' -ForEach 'text', 'SecureString' {
        $secret = if ($_ -eq 'text') { 'hush-hush' } else { ConvertTo-SecureString 'hush-hush' -AsPlainText -Force }
        (Get-IBImage @Keys -SecretKey $secret -SessionToken $secret -First 1 -ErrorAction Stop) | Should -HaveCount 1
    }

    It 'keeps them out of errors, records and what they hold' {
        FailNext GetImage AccessDeniedException
        $arn = "arn:aws:imagebuilder:us-east-1:${Account}:image/nothing/1.0.0/1"
        $token = 'hush-hush'
        $shown = Get-IBImage $arn @Keys -SecretKey $token -SessionToken $token -Verbose -ErrorAction Continue *>&1 | ForEach-Object {
            $_ | Format-List * -Force | Out-String
            $_.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 4
        }
        "$shown" | Should -BeLike '*"SessionToken"*'
        "$shown" | Should -BeLike '*AccessDeniedException*'
        "$shown" | Should -Not -BeLike '*hush-hush*'
    }

    It 'keeps them out of every stream while the service throttles, fails and refuses' {
        $secrets = 'hush-hush', 'token/of+mine==', 'pass-word'
        $connection = @{ Region = 'us-east-1'; AccessKey = 'AKIAEXAMPLE'; SecretKey = $secrets[0]; SessionToken = $secrets[1] }
        $connection.EndpointUrl = "http://me:$($secrets[2])@127.0.0.1:$($Url.Port)/"
        FailNext DistributeImage TooManyRequestsException
        FailNext GetImage ServiceUnavailableException 2
        FailNext ListImageBuildVersions AccessDeniedException
        $shown = & {
            $DebugPreference = $VerbosePreference = 'Continue'
            Invoke-IBDistributeImage $Ami @To @connection -ErrorAction Continue
            Get-IBImage -Name web-server -Version 1.0.0 -First 1 @connection -Detail -ErrorAction Continue | Get-IBImageFact @connection
            Get-IBImageFact @connection -ErrorAction Continue
            # Nobody is there.
            Get-IBImage @connection -EndpointUrl 'http://me:pass-word@127.0.0.1:1/' -ErrorAction Continue
        } *>&1 | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 300 }
        foreach ($word in 'attempt 2', 'Action=DescribeImages', 'AccessDeniedException', 'EndpointUnreachable') { "$shown" | Should -BeLike "*$word*" }
        foreach ($secret in $secrets) { "$shown".Contains($secret) | Should -BeFalse }
    }

    It 'sends none over plain http to another host unless -AllowInsecureEndpoint is given' {
        Get-IBImage -EndpointUrl http://emulator.example:1 -Region us-east-1 -AccessKey a -SecretKey b -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidSettings,*'
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-AllowInsecureEndpoint*'
    }
}

Describe 'Client tokens' {
    It 'refuses an empty -ClientToken on the command line' {
        Invoke-IBDistributeImage $Ami @To -ClientToken '' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
        $failure[0].Exception.Violations.Path | Should -Be clientToken
        Stop-IBImage "arn:aws:imagebuilder:us-east-1:${Account}:image/nothing/1.0.0/1" -ClientToken '' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].Exception.Violations.Path | Should -Be clientToken
    }

    It 'makes one for an empty cell of a table' {
        $row = [pscustomobject]@{ SourceImage = $Ami; DistributionConfigurationArn = $ConfigurationArn; ExecutionRole = $Role; ClientToken = '' }
        ($row | Invoke-IBDistributeImage -ErrorAction Stop).ClientToken | Should -Match '^[0-9a-f-]{36}$'
    }
}

Describe 'Parameters that do nothing' {
    It 'warns of <_> without -Wait' -ForEach 'TimeoutSeconds', 'PollingIntervalSeconds' {
        $more = @{ $_ = 5 }
        $null = Invoke-IBDistributeImage $Ami @To @more -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Be "-$_ has no effect without -Wait. Add -Wait."
    }

    It 'is silent with -Wait' {
        $null = Invoke-IBDistributeImage $Ami @To -Wait @Fast -WarningVariable warning
        $warning | Should -BeNullOrEmpty
    }

    It 'reads no more images by ARN than -First says' {
        $arns = (Get-IBImage -All -First 3).Arn
        Get-IBImage -ImageBuildVersionArn $arns -First 1 | Should -HaveCount 1
        @($arns | Get-IBImage -First 2).Arn | Should -Be $arns[0, 1]
    }
}

Describe 'Completion of ARNs' {
    It 'asks the endpoint that is given with the keys that are given, and gives up when no answer comes' {
        $free = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $free.Start()
        $prefix = "http://127.0.0.1:$($free.LocalEndpoint.Port)/"
        $free.Stop()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add($prefix)
        $listener.Start()
        try {
            $asked = $listener.GetContextAsync()
            $line = "Get-IBLifecyclePolicy -EndpointUrl $prefix -AccessKey AKIAEXAMPLE -SecretKey hush -SessionToken whisper -LifecyclePolicyArn arn"
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            do { $found = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
            until ($asked.IsCompleted -or [datetime]::UtcNow -gt $deadline)
            @($found) -like 'arn:*' | Should -BeNullOrEmpty
            $asked.Result.Request.Headers['Authorization'] | Should -BeLike '*Credential=AKIAEXAMPLE/*'
            $asked.Result.Request.Headers['X-Amz-Security-Token'] | Should -Be whisper
        }
        finally { $listener.Close() }
    }

    It 'offers what the first page lists' {
        $line = "Get-IBLifecyclePolicy -EndpointUrl $Url -LifecyclePolicyArn demo"
        $deadline = [datetime]::UtcNow.AddSeconds(30)
        do { $found = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
        until ($found -contains $PolicyArn -or [datetime]::UtcNow -gt $deadline)
        $found | Should -Contain $PolicyArn
    }
}

Describe 'A stop' {
    It 'during the search for credentials warns of nothing, since nothing was sent' {
        $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $silent.Start()
        $env:AWS_CONTAINER_CREDENTIALS_FULL_URI = "http://$($silent.LocalEndpoint)/keys"
        $recorder = [RecordingHost]::new()
        $shell = [powershell]::Create()
        try {
            $shell.Runspace = [runspacefactory]::CreateRunspace($recorder)
            $shell.Runspace.Open()
            $null = $shell.AddScript("Import-Module '$ModulePath'; 'ami-00000000000000001' | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role -EndpointUrl $Url")
            $null = $shell.BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while (-not $silent.Pending() -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
            $silent.Pending() | Should -BeTrue -Because 'the search goes on'
            $shell.Stop()
            $recorder.Warnings | Should -BeNullOrEmpty
        }
        finally {
            Remove-Item Env:AWS_CONTAINER_CREDENTIALS_FULL_URI
            $shell.Dispose()
            $silent.Stop()
        }
    }
}
