function Get-PwWatchedState {
    <#
    .SYNOPSIS
        Reads the state before or after a change as one word: of a port, of winnat, or a range.
    .OUTPUTS
        The word; an empty text where the event has no such state.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $InputObject,
        [Parameter(Mandatory)] [string] $Name
    )

    $value = Get-PwProperty -InputObject $InputObject -Name $Name
    if ($null -eq $value) { return '' }
    if ($value -is [string]) { return $value }
    $state = Get-PwProperty -InputObject $value -Name 'state'
    if ($state) { return [string] $state }
    return '{0}+{1}' -f $value.startPort, $value.numberOfPorts
}
