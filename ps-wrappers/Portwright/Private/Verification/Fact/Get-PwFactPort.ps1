function Get-PwFactPort {
    <#
    .SYNOPSIS
        Takes the ports out of a fact, or throws where there are none: nothing would be proved by none.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact
    )

    $ports = @(Get-PwProperty -InputObject $Fact -Name 'ports')
    if ($ports.Count -eq 0) { throw 'the promise names no port' }
    foreach ($port in $ports) {
        if (($port -isnot [int] -and $port -isnot [long]) -or $port -lt 1 -or $port -gt 65535) { throw "the promise names port '$port'" }
        [int] $port
    }
}
