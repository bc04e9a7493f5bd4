function Get-PwFactContainer {
    <#
    .SYNOPSIS
        A container's name in the characters that Docker allows; above all, never an option.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact
    )

    Get-PwFactText -Fact $Fact -Name 'container' -Pattern '\A[A-Za-z0-9][A-Za-z0-9_.-]*\z'
}
