function New-PwFinding {
    <#
    .SYNOPSIS
        Makes an object of a piece of evidence or a finding. Its code is stable, its text is not.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Finding')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Finding
    )

    return [pscustomobject] @{
        PSTypeName = 'Portwright.Finding'
        Code       = [string] $Finding.code
        Level      = [string] (Get-PwProperty -InputObject $Finding -Name 'level' -Default '')
        Text       = [string] $Finding.text
    }
}
