function ConvertTo-PwDynamicPortRange {
    <#
    .SYNOPSIS
        Makes one object of each table of an answer to dynamic-port-ranges.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.DynamicPortRange')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    foreach ($row in @($Document.ranges)) { New-PwDynamicPortRange -Row $row -HostKind $Document.host.kind }
}
