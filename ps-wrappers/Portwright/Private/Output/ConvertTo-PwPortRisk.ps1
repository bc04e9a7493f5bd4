function ConvertTo-PwPortRisk {
    <#
    .SYNOPSIS
        Makes one object of each remedy and port of a forecast, and one of each remedy for all ports together.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortRisk')]
    param (
        [Parameter(Mandatory)] [object] $Document,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    foreach ($assumption in @($Document.assumptions)) { $Caller.WriteVerbose($assumption) }
    $kind = [string] $Document.host.kind
    foreach ($forecast in @($Document.forecasts)) {
        foreach ($port in @($forecast.ports)) {
            $parts = @{
                Measure  = $forecast.measure
                Port     = Format-PwPortSpec -Port $port.port -Protocol $port.protocol
                Place    = $port.place
                Chance   = Get-PwProperty -InputObject $port -Name 'chance'
                HostKind = $kind
            }
            New-PwPortRisk @parts
        }
        $any = Get-PwProperty -InputObject $forecast -Name 'any'
        if ($any) { New-PwPortRisk -Measure $forecast.measure -Port 'any' -Place 'drawn-from' -Chance $any -HostKind $kind }
    }
}
