function Get-PwWatchText {
    <#
    .SYNOPSIS
        Says in one line what an event of a watch is about.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $ranges = {
        param($Name)
        @(foreach ($row in @(Get-PwProperty -InputObject $Document -Name $Name)) {
                Format-PwPortRange -Range @{ StartPort = $row.startPort; EndPort = $row.startPort + $row.numberOfPorts - 1 }
            }) -join ', '
    }
    switch ([string] $Document.kind) {
        'watching' { return @(foreach ($port in @($Document.ports)) { '{0} {1}' -f (Format-PwPortSpec -Port $port.port -Protocol $port.protocol), $port.state }) -join ', ' }
        'port' { return '{0}: {1} -> {2}' -f (Format-PwPortSpec -Port $Document.to.port -Protocol $Document.to.protocol), $Document.from.state, $Document.to.state }
        { $_ -in 'blocks', 'exclusions' } { return '{0} came: {1}; went: {2}' -f $Document.protocol, (& $ranges 'added'), (& $ranges 'removed') }
        'unreadable' { return '{0}: {1}' -f $Document.what, $Document.message }
        'readable' { return '{0} can be read again' -f $Document.what }
        default { return '{0} -> {1}' -f (Get-PwWatchedState -InputObject $Document -Name 'from'), (Get-PwWatchedState -InputObject $Document -Name 'to') }
    }
}
