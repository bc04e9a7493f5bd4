function ConvertTo-PwWatchEvent {
    <#
    .SYNOPSIS
        Makes an object of one event of a watch.
    .OUTPUTS
        Portwright.WatchEvent. Event is the event as the command line writes it.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.WatchEvent')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $kind = [string] $Document.kind
    # One port, or all that are watched.
    $ports = @(if ($kind -eq 'port') { $Document.to } elseif ($kind -eq 'watching') { $Document.ports })
    return [pscustomobject] @{
        PSTypeName = 'Portwright.WatchEvent'
        At         = ConvertTo-PwUtcDate -Value $Document.at
        Kind       = $kind
        Port       = @(foreach ($port in $ports) { New-PwWatchedPort -Port $port })
        From       = Get-PwWatchedState -InputObject $Document -Name 'from'
        To         = Get-PwWatchedState -InputObject $Document -Name 'to'
        Text       = Get-PwWatchText -Document $Document
        HostKind   = [string] $Document.host.kind
        Event      = $Document
    }
}
