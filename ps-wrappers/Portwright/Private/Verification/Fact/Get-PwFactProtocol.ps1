function Get-PwFactProtocol {
    <#
    .SYNOPSIS
        tcp or udp.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact
    )

    Get-PwFactText -Fact $Fact -Name 'protocol' -Pattern '\A(tcp|udp)\z'
}
