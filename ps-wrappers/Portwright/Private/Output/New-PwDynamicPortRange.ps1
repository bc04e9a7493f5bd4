function New-PwDynamicPortRange {
    <#
    .SYNOPSIS
        Makes an object of one dynamic port range. Both ends are in; a paste need not say the family.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.DynamicPortRange')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Row,
        [Parameter(Mandatory)] [string] $HostKind
    )

    return [pscustomobject] @{
        PSTypeName    = 'Portwright.DynamicPortRange'
        Family        = [string] (Get-PwProperty -InputObject $Row -Name 'family' -Default '')
        Protocol      = [string] $Row.protocol
        StartPort     = [int] $Row.startPort
        EndPort       = [int] $Row.startPort + [int] $Row.numberOfPorts - 1
        NumberOfPorts = [int] $Row.numberOfPorts
        IsIana        = [bool] $Row.isIana
        HostKind      = $HostKind
    }
}
