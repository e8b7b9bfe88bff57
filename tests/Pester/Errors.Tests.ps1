BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Failures' {
    BeforeAll {
        $Good = @{ sourceImage = $Ami; distributionConfigurationArn = $ConfigurationArn; executionRole = $Role }
        $Url = (Start-IBLocalService -PassThru).Url
        function FailNext([string] $Operation, [string] $ErrorName, [int] $Count = 1) {
            $null = Invoke-RestMethod "${Url}_local/fail?operation=$Operation&error=$ErrorName&count=$Count" -Method Post
        }
    }

    It 'fails two of five inputs, each with an error of its own, and sends the other three' {
        $inputs = 1..5 | ForEach-Object {
            @{ sourceImage = "ami-0123456789abcde0$_"; executionRole = $Role
                distributionConfigurationArn = if ($_ -in 2, 4) { 'no-arn' } else { $ConfigurationArn } }
        }
        $sent = $inputs | Invoke-IBDistributeImage -ErrorVariable failures -ErrorAction SilentlyContinue
        $sent.SourceImage | Should -Be 'ami-0123456789abcde01', 'ami-0123456789abcde03', 'ami-0123456789abcde05'
        $failures | Should -HaveCount 2
        $failures.TargetObject.SourceImage | Should -Be 'ami-0123456789abcde02', 'ami-0123456789abcde04'
        $failures | ForEach-Object {
            $_.FullyQualifiedErrorId | Should -BeLike 'ConstraintViolation,*'
            $_.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $_.TargetObject | Should -BeOfType ImageBuilderPS.Api.Operations.DistributeImageRequest
            $_.TargetObject.ClientToken | Should -Not -BeNullOrEmpty
            $_.ErrorDetails.Message | Should -BeLike "*distributionConfigurationArn: got 'no-arn', expected*for example arn:aws:*"
            $_.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        ($sent.ClientToken + $failures.TargetObject.ClientToken | Sort-Object -Unique) | Should -HaveCount 5
    }

    It 'names every violation at once' {
        Invoke-IBDistributeImage -SourceImage ('x' * 1025) -DistributionConfigurationArn bad -ExecutionRole 'no role' -Tag @{ 'aws:x' = 'y' } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].Exception.Violations.Path | Should -Be 'sourceImage', 'distributionConfigurationArn', 'executionRole', "tags['aws:x']"
    }

    It 'keeps its message short, however long the input is' {
        $long = 'a' * 100000
        Get-IBImage -RoleArn $long -ErrorVariable failures -ErrorAction SilentlyContinue
        Get-IBLifecyclePolicy -Name $long -ErrorVariable +failures -ErrorAction SilentlyContinue
        Get-IBLifecyclePreview -Path $long -ErrorVariable +failures -ErrorAction SilentlyContinue
        Get-IBLifecyclePreview -Name demo -Explain $long -ErrorVariable +failures -ErrorAction SilentlyContinue
        Start-IBResourceStateUpdate (Get-IBImage -First 1 -All).Arn -State DELETED -ExecutionRole $Role -IncludeAmi -ExcludeSharedAccount (1..1000) -Confirm:$false -ErrorVariable +failures -ErrorAction SilentlyContinue
        $failures.FullyQualifiedErrorId -replace ',.*' | Should -Be 'InvalidSettings', 'NameNotFound', 'FileError', 'ImageNotFound', 'ConstraintViolation'
        $failures | ForEach-Object { "$_".Length | Should -BeLessThan 10000 }
        $failures[-1].Exception.Violations | Should -HaveCount 1000
        "$($failures[-1])" | Should -BeLike '*and 950 more*'
    }

    It 'stops at the first error with -ErrorAction Stop' {
        { @{ sourceImage = 'x' }, $Good | Invoke-IBDistributeImage -ErrorAction Stop } | Should -Throw -ErrorId 'ConstraintViolation,*'
    }

    It 'leaves judging to the service with -SkipValidation, wherever it stands' {
        $token = 'x' * 64
        Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -ClientToken $token -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].Exception.Violations.Path | Should -Be clientToken
        (Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -ClientToken $token -Tag @{ 'Cost @ Center' = '1' } -SkipValidation).ClientToken | Should -Be $token
        Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -ClientToken "${token}x" -SkipValidation -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ValidationException,*'
        $failure[0].ErrorDetails.Message | Should -BeLike "*at 'clientToken' failed to satisfy constraint*HTTP 400*request id*"
    }

    It 'says what does not exist' {
        Invoke-IBDistributeImage $Ami "$ConfigurationArn-missing" $Role -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].ErrorDetails.Message | Should -BeLike '*demo-missing*HTTP 404*request id *client token *'
    }

    It 'turns <Name> into category <Category>' -ForEach @(
        @{ Name = 'AccessDeniedException'; Category = 'PermissionDenied' }
        @{ Name = 'ForbiddenException'; Category = 'PermissionDenied' }
        @{ Name = 'ClientException'; Category = 'InvalidArgument' }
        @{ Name = 'IdempotentParameterMismatchException'; Category = 'InvalidOperation' }
        @{ Name = 'InvalidParameterValueException'; Category = 'InvalidArgument' }
        @{ Name = 'InvalidRequestException'; Category = 'InvalidOperation' }
        @{ Name = 'ResourceInUseException'; Category = 'ResourceBusy' }
        @{ Name = 'ResourceNotFoundException'; Category = 'ObjectNotFound' }
        @{ Name = 'ServiceQuotaExceededException'; Category = 'QuotaExceeded' }
    ) {
        FailNext DistributeImage $Name
        $Good | Invoke-IBDistributeImage -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike "$Name,*"
        $failure[0].CategoryInfo.Category | Should -Be $Category
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'comes through <Name> with the same token, having sent once' -ForEach @(
        @{ Name = 'CallRateLimitExceededException' }
        @{ Name = 'TooManyRequestsException' }
        @{ Name = 'ServiceException' }
        @{ Name = 'ServiceUnavailableException' }
    ) {
        FailNext DistributeImage $Name
        $token = [guid]::NewGuid().ToString()
        $first = $Good | Invoke-IBDistributeImage -ClientToken $token
        $first.ClientToken | Should -Be $token
        ($Good | Invoke-IBDistributeImage -ClientToken $token).ImageBuildVersionArn | Should -Be $first.ImageBuildVersionArn
    }

    It 'refuses a token that stood for something else' {
        $first = $Good | Invoke-IBDistributeImage
        Invoke-IBDistributeImage 'ami-0fedcba9876543210' $ConfigurationArn $Role -ClientToken $first.ClientToken -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'IdempotentParameterMismatchException,*'
    }

    It 'names the client token where no answer came, since the request may have arrived' {
        Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -ClientToken my-token -EndpointUrl http://127.0.0.1:1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'EndpointUnreachable,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure[0].ErrorDetails.Message | Should -BeLike 'DistributeImage: http://127.0.0.1:1 could not be reached*(client token my-token)'
    }

    It 'says of each of many inputs that there are no credentials' {
        $before = $env:AWS_SHARED_CREDENTIALS_FILE, $env:AWS_CONFIG_FILE, $env:AWS_ACCESS_KEY_ID, $env:AWS_PROFILE
        try {
            $env:AWS_SHARED_CREDENTIALS_FILE = $env:AWS_CONFIG_FILE = Join-Path $TestDrive none
            $env:AWS_ACCESS_KEY_ID = $env:AWS_PROFILE = $null
            $inputs = 10..39 | ForEach-Object { "ami-0123456789abcde$_" }
            $inputs | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role -Region us-east-1 `
                -EndpointUrl https://imagebuilder.us-east-1.amazonaws.com -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures.TargetObject.SourceImage | Should -Be $inputs
            $failures.FullyQualifiedErrorId | Sort-Object -Unique | Should -BeLike 'NoCredentials,*'
        }
        finally {
            $env:AWS_SHARED_CREDENTIALS_FILE, $env:AWS_CONFIG_FILE, $env:AWS_ACCESS_KEY_ID, $env:AWS_PROFILE = $before
        }
    }

    It 'says how to give a region when none is known' {
        $before = $env:AWS_REGION, $env:AWS_DEFAULT_REGION, $env:AWS_CONFIG_FILE
        Stop-IBLocalService
        try {
            $env:AWS_REGION = $env:AWS_DEFAULT_REGION = $null
            $env:AWS_CONFIG_FILE = Join-Path $TestDrive none
            Get-IBLifecyclePolicy $PolicyArn -AccessKey AKIAEXAMPLE -SecretKey (ConvertTo-SecureString 'very-secret' -AsPlainText -Force) -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'NoRegion,*'
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Region*'
            $failure[0] | Format-List * -Force | Out-String | Should -Not -BeLike '*very-secret*'
        }
        finally {
            $env:AWS_REGION, $env:AWS_DEFAULT_REGION, $env:AWS_CONFIG_FILE = $before
            $script:Url = (Start-IBLocalService -PassThru).Url
        }
    }
}

Describe 'ShouldProcess' {
    BeforeAll {
        Start-IBLocalService
        function Say([string] $Script, [string] $Answer) {
            "$Answer`n" * 3 | Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService; $Script" | Out-String
        }
    }

    It 'sends nothing with -WhatIf' {
        Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -WhatIf | Should -BeNullOrEmpty
        $before = Get-IBLifecyclePolicy $PolicyArn
        $before | Update-IBLifecyclePolicy -Description 'never' -WhatIf | Should -BeNullOrEmpty
        (Get-IBLifecyclePolicy $PolicyArn).Description | Should -Be $before.Description
    }

    It 'says in words what would go where' {
        Say "Invoke-IBDistributeImage $Ami $ConfigurationArn $Role -WhatIf" | Should -Match "What if: .*$Ami.*demo.*ImageBuilderRole"
    }
}

Describe 'Stopping' {
    It 'ends within a second' {
        # A busy machine may be late once; a command that does not stop is late each time.
        for ($try = 1; $try -le 3; $try++) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript(@"
Import-Module '$ModulePath' -Force
Start-IBLocalService -LatencyMilliseconds 30000
'ready'
Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
"@)
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while ($output.Count -eq 0 -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
            Start-Sleep -Milliseconds 300
            $running.IsCompleted | Should -BeFalse
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            if ($watch.ElapsedMilliseconds -lt 1000) { break }
        }
        $watch.ElapsedMilliseconds | Should -BeLessThan 1000
    }
}
