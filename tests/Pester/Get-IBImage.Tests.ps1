BeforeAll { . "$PSScriptRoot/Setup.ps1" }
AfterAll { Stop-IBLocalService }

Describe 'Get-IBImage' {
    It 'lists the versions of all own images' {
        $versions = Get-IBImage
        $versions | Should -BeOfType ImageBuilderPS.Api.Resources.ImageVersion
        $versions.Version | Should -Be 1.0.0, 1.1.0, 2.0.0
    }

    It 'reads the build of an ARN' {
        $arn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/1.1.0/2"
        $image = Get-IBImage $arn
        $image | Should -BeOfType ImageBuilderPS.Api.Resources.Image
        $image.Arn | Should -Be $arn
    }

    It 'reads the newest build of a version' {
        (Get-IBImage "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/1.x.x").Arn | Should -BeLike '*/1.1.0/3'
    }

    It 'lists the builds of a name and version' {
        (Get-IBImage -Name web-server -Version 1.0.0).Arn -replace '.*/' | Should -Be 1, 2, 3
        (Get-IBImage -Name web-server).Count | Should -Be 8
        Get-IBImage -Name no-such-image | Should -BeNullOrEmpty
    }

    It 'lists the builds of all names that a pattern matches, whatever the case' {
        (Get-IBImage -Name 'WEB-*').Count | Should -Be 8
        (Get-IBImage -Name '*server' -Version 2.0.0).Version | Should -Be 2.0.0, 2.0.0
        (Get-IBImage -Name 'web-s[a-f]rver' -First 3).Count | Should -Be 3
        (Get-IBImage -Name 'w?b-server' -First 1 -Detail) | Should -BeOfType ImageBuilderPS.Api.Resources.Image
        Get-IBImage -Name 'x*' | Should -BeNullOrEmpty
        { Get-IBImage -Name 'a/b' } | Should -Throw -ExpectedMessage "*got 'a/b', expected a name*"
    }

    It 'lists every build with -All' {
        $builds = Get-IBImage -All
        $builds | Should -BeOfType ImageBuilderPS.Api.Resources.ImageSummary
        $builds.Count | Should -Be 8
    }

    It 'lists the builds of an owner' {
        (Get-IBImage -Owner self -All).Count | Should -Be 8
        (Get-IBImage -Owner Amazon -All).Arn | Should -BeLike '*:aws:image/*/1'
    }

    It 'lists the images of another owner, whatever the spelling' {
        (Get-IBImage -Owner amazon).Name | Should -BeLike 'Amazon*'
    }

    It 'filters by <_>' -ForEach 'names and values', 'the form of the API', 'several values' {
        $filter = switch ($_) {
            'names and values' { @{ version = '2.0.0'; platform = 'Linux' } }
            'the form of the API' { @{ name = 'version'; values = '2.0.0' }, @{ name = 'platform'; values = @('Linux') } }
            'several values' { @{ version = '2.0.0', '9.9.9' } }
        }
        (Get-IBImage -Filter $filter).Version | Should -Be 2.0.0
    }

    It 'reads each listed image in whole with -Detail' {
        $images = Get-IBImage -Name web-server -Version 2.0.0 -Detail
        $images | Should -BeOfType ImageBuilderPS.Api.Resources.Image
        $images.ImageRecipe.Version | Should -Be 2.0.0, 2.0.0
    }

    It 'reads no page beyond what -First asks for' {
        $listed = Get-IBImage -All -First 3
        $listed.Count | Should -Be 3
    }

    It 'streams over many pages' {
        $null = 1..60 | ForEach-Object { 'ami-{0:x8}' -f $_ } | Invoke-IBDistributeImage -DistributionConfigurationArn $ConfigurationArn -ExecutionRole $Role
        (Get-IBImage -All).Count | Should -Be 68
        (Get-IBImage -First 40).Count | Should -Be 40
        @(Get-IBImage -All | Select-Object -First 1).Count | Should -Be 1
    }

    It 'is one error for an owner or a filter that does not exist' {
        Get-IBImage -Owner Nobody -ErrorVariable owner -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $owner[0].Exception.Message | Should -BeLike '*Nobody*Self*Amazon*'
        Get-IBImage -Filter @{ colour = 'red' } -ErrorVariable filter -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $filter.Count | Should -Be 1
    }
}
