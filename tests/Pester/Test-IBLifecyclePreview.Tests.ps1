BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $url = (Get-IBLocalService).Url
    $Policy = New-IBLifecyclePolicy cleanup -ExecutionRole $Role -ResourceType AMI_IMAGE -ResourceSelection (New-IBLifecycleResourceSelection web-server/x.x.x) -WarningAction SilentlyContinue `
        -PolicyDetail (New-IBLifecyclePolicyDetail DELETE 1 -IncludeAmi -IncludeSnapshot -ExcludePublic -ExcludeLaunchedWithin 30)
    $Preview = Get-IBLifecyclePreview -Name cleanup
    $Preview | Export-Clixml "$TestDrive/preview.xml"
    $run = Invoke-RestMethod "${url}_local/run?policy=$($Policy.LifecyclePolicyArn)" -Method Post
    $Id = $run.lifecycleExecutionId
    while ((Get-IBLifecycleExecution -ResourceArn $Policy.LifecyclePolicyArn).State.Status -notin 'SUCCESS', 'FAILED') { Start-Sleep -Milliseconds 50 }
}
AfterAll { Stop-IBLocalService }

Describe 'Test-IBLifecyclePreview' {
    It 'finds that the run did what was previewed, from <_>' -ForEach 'objects', 'Import-Clixml', 'JSON' {
        $source = switch ($_) {
            'objects' { $Preview }
            'Import-Clixml' { Import-Clixml "$TestDrive/preview.xml" }
            'JSON' { $Preview | ConvertTo-Json -Depth 4 | ConvertFrom-Json | ForEach-Object { $_ } }
        }
        $test = $source | Test-IBLifecyclePreview $Id
        $test | Should -BeOfType ImageBuilderPS.Lifecycle.Comparison.LifecyclePreviewTest
        $test.Differences | Should -BeNullOrEmpty
        $test.IsSame, $test.Percent, $test.Unknown | Should -Be $true, 100, 0
        $test.Compared | Should -BeGreaterThan 20
        $test.LifecycleExecutionId | Should -Be $Id
        $source | Test-IBLifecyclePreview $Id -Quiet | Should -BeTrue
    }

    It 'shows what differs, with both sides and the guide' {
        $changed = Import-Clixml "$TestDrive/preview.xml"
        $changed.Where{ $_.Outcome -eq 'Refused' -and $_.ResourceType -eq 'Ami' }[0].Outcome = 'Success'
        $test = $changed | Test-IBLifecyclePreview $Id
        $test.IsSame | Should -BeFalse
        $test.Differences | Should -HaveCount 1
        $test.Differences[0].Expected, $test.Differences[0].Actual | Should -Be 'DELETE SUCCESS', 'DELETE FAILED'
        $test.Differences[0].Guide | Should -Not -BeNullOrEmpty
        $text = $test | Out-String -Width 100
        $text | Should -Match 'resources were as previewed \(9\d'
        $text | Should -Match 'was DELETE FAILED: UnauthorizedOperation'
        $changed | Test-IBLifecyclePreview $Id -Quiet | Should -BeFalse
    }

    It 'refuses decisions of two runs' {
        $two = Get-IBLifecyclePreview -Name cleanup -Runs 2
        $two | Test-IBLifecyclePreview $Id -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidPreview,*'
    }

    It 'refuses <_>, which is no decision' -ForEach 5, 'text', @{ a = 1 } {
        { $_ | Test-IBLifecyclePreview $Id -ErrorAction Stop } | Should -Throw
    }

    It 'says that there is no such execution' {
        $Preview | Test-IBLifecyclePreview lce-12345678-1234-1234-1234-123456789012 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
    }
}
