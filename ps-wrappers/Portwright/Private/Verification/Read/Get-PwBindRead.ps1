function Get-PwBindRead {
    <#
    .SYNOPSIS
        Plans an exclusive bind on every IPv4 address, for each port.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Protocol,
        [Parameter(Mandatory)] [int[]] $Port
    )

    foreach ($each in $Port) {
        Get-PwQuestionRead -Name 'probe-bind' -Question @{ protocol = $Protocol; address = '0.0.0.0'; port = $each }
    }
}
