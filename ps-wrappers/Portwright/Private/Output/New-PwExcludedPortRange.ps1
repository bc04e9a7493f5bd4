function New-PwExcludedPortRange {
    <#
    .SYNOPSIS
        Makes an object of one row of a table of excluded port ranges. Both ends are in.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.ExcludedPortRange')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Row,
        [Parameter(Mandatory)] [string] $Protocol,
        [Parameter(Mandatory)] [string] $Store,
        [Parameter(Mandatory)] [string] $HostKind
    )

    return [pscustomobject] @{
        PSTypeName    = 'Portwright.ExcludedPortRange'
        Protocol      = $Protocol
        StartPort     = [int] $Row.startPort
        EndPort       = [int] $Row.startPort + [int] $Row.numberOfPorts - 1
        NumberOfPorts = [int] $Row.numberOfPorts
        Administered  = [bool] $Row.administered
        Origin        = [string] (Get-PwProperty -InputObject $Row -Name 'origin' -Default 'unknown')
        Store         = $Store
        HostKind      = $HostKind
    }
}
