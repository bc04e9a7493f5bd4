function New-PwWatchedPort {
    <#
    .SYNOPSIS
        Makes an object of a port that is watched.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.WatchedPort')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Port
    )

    return [pscustomobject] @{
        PSTypeName = 'Portwright.WatchedPort'
        Port       = Format-PwPortSpec -Port $Port.port -Protocol $Port.protocol
        State      = [string] $Port.state
        Holder     = [string] (Get-PwProperty -InputObject $Port -Name 'holder' -Default '')
    }
}
