function Get-PwFactFamily {
    <#
    .SYNOPSIS
        ipv4 or ipv6.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact
    )

    Get-PwFactText -Fact $Fact -Name 'family' -Pattern '\A(ipv4|ipv6)\z'
}
