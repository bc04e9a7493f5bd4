function Get-PwFactRange {
    <#
    .SYNOPSIS
        Takes a range of ports out of a fact, or throws where it is none: an empty one would be covered by anything.
    .OUTPUTS
        StartPort, EndPort and NumberOfPorts.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact
    )

    $start = Get-PwProperty -InputObject $Fact -Name 'startPort'
    $count = Get-PwProperty -InputObject $Fact -Name 'numberOfPorts'
    foreach ($value in $start, $count) {
        if (($value -isnot [int] -and $value -isnot [long]) -or $value -lt 1 -or $value -gt 65535) {
            throw "the promise has no valid range of ports: start port '$start', number of ports '$count'"
        }
    }
    if ($start + $count -gt 65536) { throw "the promise has no valid range of ports: $count from $start" }
    [pscustomobject] @{ StartPort = [int] $start; EndPort = [int] ($start + $count - 1); NumberOfPorts = [int] $count }
}
