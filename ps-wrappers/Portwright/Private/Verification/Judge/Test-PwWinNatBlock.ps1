function Test-PwWinNatBlock {
    <#
    .SYNOPSIS
        Whether a row is one of winnat's: without *, 100 ports, or 10 on Windows 10 1709 (docker/for-win#1707).
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [object] $Row
    )

    return -not $Row.Administered -and ($Row.EndPort - $Row.StartPort + 1) -in 100, 10
}
