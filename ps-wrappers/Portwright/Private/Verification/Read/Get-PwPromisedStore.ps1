function Get-PwPromisedStore {
    <#
    .SYNOPSIS
        The stores of netsh that a promise speaks of: the active one, and the persistent one where it lasts.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [object] $Fact
    )

    if (Get-PwFactFlag -Fact $Fact -Name 'lasting') { return @('active', 'persistent') }
    return @('active')
}
