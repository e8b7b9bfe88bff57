BeforeAll { . "$PSScriptRoot/Module.ps1"; Import-Module $ModulePath }

Describe 'New-IBLifecyclePolicyDetail' {
    It 'builds a rule by age with all that it can carry' {
        $rule = New-IBLifecyclePolicyDetail -Action delete -OlderThan 90 -Unit weeks -RetainAtLeast 3 -IncludeAmi -IncludeSnapshot -IncludeContainer `
            -ExcludeTag @{ Keep = $true } -ExcludeRegion us-east-1, eu-west-1 -ExcludeSharedAccount 111122223333 -ExcludePublic `
            -ExcludeAmiTag @{ Team = 'web' } -ExcludeLaunchedWithin 30 -ExcludeLaunchedWithinUnit days
        $rule | Should -BeOfType ImageBuilderPS.Api.Resources.LifecyclePolicyDetail
        $rule.Action.Type | Should -BeExactly DELETE
        $rule.Action.IncludeResources | Select-Object Amis, Snapshots, Containers | ConvertTo-Json -Compress | Should -Be '{"Amis":true,"Snapshots":true,"Containers":true}'
        $rule.Filter | ConvertTo-Json -Compress | Should -Be '{"Type":"AGE","Value":90,"Unit":"WEEKS","RetainAtLeast":3,"AdditionalMembers":null}'
        $rule.ExclusionRules.TagMap.Keep | Should -Be 'True'
        $amis = $rule.ExclusionRules.Amis
        $amis.Regions | Should -Be us-east-1, eu-west-1
        $amis.SharedAccounts | Should -Be 111122223333
        $amis.IsPublic | Should -BeTrue
        $amis.TagMap.Team | Should -Be web
        $amis.LastLaunched.Value | Should -Be 30
        $amis.LastLaunched.Unit | Should -BeExactly DAYS
    }

    It 'counts age in days by default and leaves out what was not asked for' {
        $rule = New-IBLifecyclePolicyDetail DISABLE 6
        $rule.Filter.Unit | Should -Be DAYS
        $rule.Action.IncludeResources | Should -BeNullOrEmpty
        $rule.ExclusionRules | Should -BeNullOrEmpty
    }

    It 'builds a rule by count' {
        (New-IBLifecyclePolicyDetail DELETE -KeepNewest 5).Filter | ConvertTo-Json -Compress |
            Should -Be '{"Type":"COUNT","Value":5,"Unit":null,"RetainAtLeast":null,"AdditionalMembers":null}'
    }

    It 'refuses <_>' -ForEach @(
        '-Action EXPLODE -OlderThan 1', '-Action DELETE -OlderThan 0', '-Action DELETE -OlderThan 1001', '-Action DELETE -OlderThan 1 -RetainAtLeast 11'
        '-Action DELETE -OlderThan 1 -Unit HOURS', '-Action DELETE -KeepNewest 1 -ExcludeLaunchedWithin 366', '-Action DELETE -KeepNewest 1 -ExcludeSharedAccount 12'
        '-Action DELETE -OlderThan 2.5', '-Action DELETE -OlderThan $true', '-Action DELETE -KeepNewest 2.5', '-Action DELETE -OlderThan 1 -RetainAtLeast 1.5'
        '-Action DELETE -KeepNewest 1 -ExcludeLaunchedWithin 2.5', '-Action DELETE -KeepNewest 1 -OlderThan 5', '-Action DELETE -KeepNewest 1 -ExcludeTag @{ "aws:x" = 1 }'
    ) {
        { & ([scriptblock]::Create("New-IBLifecyclePolicyDetail $_")) } | Should -Throw
    }

    It 'says which number is not whole' {
        { New-IBLifecyclePolicyDetail DELETE -OlderThan 2.5 -Unit YEARS } | Should -Throw -ExpectedMessage '*filter.value: got 2.5, expected a whole number*'
        { New-IBLifecyclePolicyDetail DELETE 1 -RetainAtLeast '1.5' } | Should -Throw -ExpectedMessage "*filter.retainAtLeast: got '1.5', expected a whole number*"
        (New-IBLifecyclePolicyDetail DELETE -OlderThan 2.0).Filter.Value | Should -Be 2
    }

    It 'completes <Line> with <Words>' -ForEach @(
        @{ Line = 'New-IBLifecyclePolicyDetail -Action '; Words = 'DELETE,DEPRECATE,DISABLE' }
        @{ Line = 'New-IBLifecyclePolicyDetail -Unit '; Words = 'DAYS,WEEKS,MONTHS,YEARS' }
        @{ Line = 'New-IBLifecyclePolicyDetail -ExcludeLaunchedWithinUnit w'; Words = 'WEEKS' }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText -join ',' | Should -Be $Words
    }
}
