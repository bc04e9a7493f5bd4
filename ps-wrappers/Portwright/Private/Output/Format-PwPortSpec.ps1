function Format-PwPortSpec {
    <#
    .SYNOPSIS
        Writes a port as -Port takes it: 8065, or 8065/udp.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [int] $Port,
        [Parameter(Mandatory)] [string] $Protocol
    )

    if ($Protocol -eq 'tcp') { return "$Port" }
    return "$Port/$Protocol"
}
