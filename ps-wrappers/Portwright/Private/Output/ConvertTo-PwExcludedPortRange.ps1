function ConvertTo-PwExcludedPortRange {
    <#
    .SYNOPSIS
        Makes one object of each row of an answer to excluded-port-ranges.
    .OUTPUTS
        Portwright.ExcludedPortRange, in the order of the tables.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.ExcludedPortRange')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    foreach ($row in @($Document.ranges)) {
        New-PwExcludedPortRange -Row $row -Protocol $row.protocol -Store $row.store -HostKind $Document.host.kind
    }
}
