function ConvertTo-PwSimulatedMachine {
    <#
    .SYNOPSIS
        Makes an object of a simulated machine.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.SimulatedMachine')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $range = $Document.dynamicPortRange
    return [pscustomobject] @{
        PSTypeName       = 'Portwright.SimulatedMachine'
        State            = [string] $Document.host.machine
        Seed             = [int] $Document.seed
        Locale           = [string] $Document.locale
        DynamicPortRange = '{0}+{1}' -f $range.startPort, $range.numberOfPorts
        IsElevated       = [bool] $Document.elevated
        Boots            = [int] $Document.boots
        RestartPending   = [bool] $Document.restartPending
        HostKind         = 'simulated'
    }
}
