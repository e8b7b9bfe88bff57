Describe 'examples/quickstart.ps1' {
    BeforeAll {
        . "$PSScriptRoot/Module.ps1"
        $noColor, $env:NO_COLOR = $env:NO_COLOR, $null
        $output = Invoke-Engine -File "$ModuleRoot/examples/quickstart.ps1" 2>&1 | Out-String -Width 200
        $exitCode = $LASTEXITCODE
        $env:NO_COLOR = $noColor
    }

    It 'writes no escape sequences where its output is redirected' {
        $output | Should -Not -Match ([char]27)
    }

    It 'ends well' {
        $exitCode | Should -Be 0
    }

    It 'shows the AMIs of every region and account' {
        foreach ($region in 'us-east-1', 'eu-west-1', 'ap-southeast-2') {
            foreach ($account in '111122223333', '444455556666') {
                $output | Should -Match "(?m)^$region +$account +ami-[0-9a-f]{17} "
            }
        }
    }

    It 'updates the policy after -WhatIf' {
        $output | Should -Match '(?s)What if: .*Deletes images after 90 days'
    }

    It 'shows what is refused, before the call and by the service' {
        $output | Should -Match 'ConstraintViolation,'
        $output | Should -Match 'ResourceNotFoundException,'
    }
}
