BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $ImageArn = "arn:aws:imagebuilder:us-east-1:${Account}:image/web-server/2.0.0/1"
}
AfterAll { Stop-IBLocalService }

Describe 'Remove-IBImage' {
    It 'deletes the images of the pipeline' {
        $images = Get-IBImage -Name web-server -Version 1.0.0
        $images | Should -HaveCount 3
        $images | Remove-IBImage -Confirm:$false | Should -BeNullOrEmpty
        Get-IBImage -Name web-server -Version 1.0.0 | Should -BeNullOrEmpty
        $images[0] | Remove-IBImage -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
    }

    It 'says what stays and how to delete all, and deletes nothing with -WhatIf' {
        (Get-Command Remove-IBImage).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be High
        $said = (Invoke-Engine -c "Import-Module '$ModulePath'; Start-IBLocalService; Remove-IBImage $ImageArn -WhatIf; (Get-IBImage $ImageArn).Version") -join ''
        $said | Should -Match 'Its 2 AMIs and their snapshots stay, no lifecycle policy finds them again'
        $said | Should -Match "Start-IBResourceStateUpdate $ImageArn DELETED -IncludeAmi -IncludeSnapshot -ExecutionRole"
        $said | Should -BeLike '*2.0.0'
    }

    It 'refuses an image in progress, and goes on with the next' {
        Start-IBLocalService -StepMilliseconds 60000
        $sent = Invoke-IBDistributeImage $Ami $ConfigurationArn $Role
        $sent.ImageBuildVersionArn, $ImageArn | Remove-IBImage -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestException,*'
        Get-IBImage $ImageArn -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}
