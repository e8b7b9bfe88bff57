BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $Policy = Get-IBLifecyclePolicy $PolicyArn
    foreach ($number in 1..30) { $null = $Policy | New-IBLifecyclePolicy -Name "policy-$number" -Status DISABLED }
}
AfterAll { Stop-IBLocalService }

Describe 'Get-IBLifecyclePolicy' {
    It 'reads by ARN, given or piped, also from a list' {
        $Policy | Should -BeOfType ImageBuilderPS.Api.Resources.LifecyclePolicy
        ($PolicyArn | Get-IBLifecyclePolicy).Name | Should -Be demo
        (Get-IBLifecyclePolicy -Filter @{ Name = 'demo' } | Get-IBLifecyclePolicy).PolicyDetails | Should -HaveCount 2
    }

    It 'lists in short, page after page' {
        $all = Get-IBLifecyclePolicy
        $all | Should -HaveCount 31
        $all | Should -BeOfType ImageBuilderPS.Api.Resources.LifecyclePolicySummary
    }

    It 'lists what a filter leaves, no more than -First, and in whole with -Detail' {
        (Get-IBLifecyclePolicy -Filter @{ Status = 'ENABLED' }).Name | Should -Be demo
        (Get-IBLifecyclePolicy -Filter @{ status = 'ENABLED'; name = 'demo'; resourceType = 'AMI_IMAGE' }).Name | Should -Be demo
        Get-IBLifecyclePolicy -First 26 | Should -HaveCount 26
        Get-IBLifecyclePolicy -First 2 -Detail | ForEach-Object { $_.PolicyDetails | Should -Not -BeNullOrEmpty }
    }

    It 'sends the names of filters as they are written' {
        Get-IBLifecyclePolicy -Filter @{ NAME = 'demo' } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestException,*'
        $failure[0].ErrorDetails.Message | Should -BeLike "*'NAME' is invalid. Valid names: name, resourceType, status*"
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike 'The message says what the service does not do*'
    }

    It 'offers the names of filters on Tab' {
        (TabExpansion2 'Get-IBLifecyclePolicy -Filter ').CompletionMatches.CompletionText | Should -Be "@{ name = '' }", "@{ resourceType = '' }", "@{ status = '' }"
        (TabExpansion2 'Get-IBImage -Filter ').CompletionMatches.CompletionText | Should -Contain "@{ platform = '' }"
    }

    It 'says what does not exist' {
        Get-IBLifecyclePolicy "$PolicyArn-missing" -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
    }
}
