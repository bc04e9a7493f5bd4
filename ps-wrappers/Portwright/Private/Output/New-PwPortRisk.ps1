function New-PwPortRisk {
    <#
    .SYNOPSIS
        Makes an object of what a forecast says of one port after one remedy.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortRisk')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [string] $Measure,
        [Parameter(Mandatory)] [string] $Port,
        [Parameter(Mandatory)] [string] $Place,
        [AllowNull()] [object] $Chance,
        [Parameter(Mandatory)] [string] $HostKind
    )

    return [pscustomobject] @{
        PSTypeName  = 'Portwright.PortRisk'
        Measure     = $Measure
        Port        = $Port
        Place       = $Place
        # Null, and not 0, where no chance was counted.
        Probability = Get-PwProperty -InputObject $Chance -Name 'share'
        Low         = Get-PwProperty -InputObject $Chance -Name 'low'
        High        = Get-PwProperty -InputObject $Chance -Name 'high'
        Uniform     = Get-PwProperty -InputObject $Chance -Name 'uniform'
        BootCount   = Get-PwProperty -InputObject $Chance -Name 'trials'
        HostKind    = $HostKind
    }
}
