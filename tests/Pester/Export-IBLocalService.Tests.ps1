BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Export-IBLocalService and Import-IBLocalService' {
    BeforeEach {
        Start-IBLocalService -StepMilliseconds 50
        $null = Get-IBImage
        $file = "$TestDrive/$([guid]::NewGuid()).json"
    }

    It 'bring a whole state into another service' {
        $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
        Set-IBLocalService -Advance 1.00:00:00 -Clock Stopped
        Set-IBLocalService -Time (Get-IBLocalService).Time.Date.AddDays(1)
        $before = Get-IBLocalService
        Export-IBLocalService $file | Should -BeNullOrEmpty

        Start-IBLocalService -Empty
        $after = Import-IBLocalService $file -PassThru
        $after.Time, $after.Clock | Should -Be $before.Time, 'Stopped'
        $after.Url | Should -Be (Get-IBLocalService).Url
        ($sent | Get-IBImage).Status | Should -Be AVAILABLE
        Get-IBLifecyclePolicy -Name demo | Get-IBLifecycleExecution | Should -Not -BeNullOrEmpty
        Export-IBLocalService "$file.again"
        Get-Content -Raw "$file.again" | Should -Be (Get-Content -Raw $file)
    }

    It 'read what GET /_local/state returns' {
        Set-IBLocalService -Clock Stopped
        $state = Invoke-WebRequest "$((Get-IBLocalService).Url)_local/state" -UseBasicParsing
        Export-IBLocalService $file
        [Text.Encoding]::UTF8.GetString($state.RawContentStream.ToArray()) | Should -Be (Get-Content -Raw $file)
    }

    It 'take paths as PowerShell has them' {
        Push-Location $TestDrive
        try {
            (Export-IBLocalService -Path 'here[1].json' -PassThru).FullName | Should -Be (Join-Path $TestDrive 'here[1].json')
            Remove-IBLifecyclePolicy -Name demo -Confirm:$false
            Import-IBLocalService 'here[1].json'
        }
        finally { Pop-Location }
        (Get-IBLifecyclePolicy).Name | Should -Be demo
    }

    It 'refuse a file that is no state, and change nothing: <_>' -ForEach '', 'text', '{"version":1}', '{"version":9,"records":[]}' {
        Set-Content $file $_ -NoNewline
        Remove-IBLifecyclePolicy -Name demo -Confirm:$false
        $failure = { Import-IBLocalService $file } | Should -Throw -ErrorId 'InvalidState,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be InvalidData
        $failure.ErrorDetails.Message | Should -BeLike "$file is not a state that Export-IBLocalService wrote. The state did not change.*"
        Get-IBLifecyclePolicy | Should -BeNullOrEmpty
        Get-IBDistributionConfiguration | Should -Not -BeNullOrEmpty
    }

    It 'name a file that cannot be read or written' {
        { Import-IBLocalService "$TestDrive/missing.json" } | Should -Throw -ErrorId 'PathNotFound,*' -ExpectedMessage '*missing.json*'
        { Import-IBLocalService $TestDrive } | Should -Throw -ErrorId 'FileError,*' -ExpectedMessage '*is a folder*'
        { Export-IBLocalService $TestDrive } | Should -Throw -ErrorId 'FileError,*' -ExpectedMessage '*is a folder*'
        { Export-IBLocalService "$TestDrive/missing/state.json" } | Should -Throw -ErrorId 'PathNotFound,*'
        { Export-IBLocalService Env:state } | Should -Throw -ErrorId 'FileError,*' -ExpectedMessage '*expected a file*'
    }

    It 'replace a file unless it must stay' {
        Set-Content $file old
        { Export-IBLocalService $file -NoClobber } | Should -Throw -ErrorId 'NoClobber,*'
        Export-IBLocalService $file -WhatIf
        Get-Content $file | Should -Be old
        Export-IBLocalService $file
        (Get-Content -Raw $file | ConvertFrom-Json).version | Should -Be 1
        (Get-Item $file).IsReadOnly = $true
        Export-IBLocalService $file -Force
        (Get-Item $file).IsReadOnly | Should -BeFalse
        Get-ChildItem $TestDrive -Force -Filter *.tmp | Should -BeNullOrEmpty
    }

    It 'change nothing with -WhatIf' {
        Export-IBLocalService $file
        Remove-IBLifecyclePolicy -Name demo -Confirm:$false
        Import-IBLocalService $file -WhatIf
        Get-IBLifecyclePolicy | Should -BeNullOrEmpty
    }
}
