BeforeAll { . "$PSScriptRoot/Module.ps1"; Import-Module $ModulePath }

Describe 'New-IBLifecycleResourceSelection' {
    It 'takes recipes as name and version, by ARN, and as hashtables' {
        $selection = New-IBLifecycleResourceSelection web/1.x.x, arn:aws:imagebuilder:us-east-1:123456789012:image-recipe/api/2.0.0, @{ name = 'database'; semanticVersion = 'x.x.x' }
        $selection.Recipes.Name | Should -Be web, api, database
        $selection.Recipes.SemanticVersion | Should -Be 1.x.x, 2.0.0, x.x.x
        $selection.TagMap | Should -BeNullOrEmpty
    }

    It 'makes one selection of piped recipes' {
        $selection = @('web/1.x.x', 'api/x.x.x' | New-IBLifecycleResourceSelection)
        $selection | Should -HaveCount 1
        $selection[0].Recipes | Should -HaveCount 2
    }

    It 'takes tags' {
        (New-IBLifecycleResourceSelection -Tag @{ Team = 'web' }).TagMap.Team | Should -Be web
    }

    It 'asks for a version: <_> alone would mean more than it says' -ForEach 'web', 'web/1.y.x', 'a/1.x.x' {
        { New-IBLifecycleResourceSelection $_ } | Should -Throw -ErrorId 'Parameter*,*'
    }
}
