function Test-PwCovered {
    <#
    .SYNOPSIS
        Whether rows hold every port of a range; several may do so together.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [object] $Range,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Row
    )

    $next = $Range.StartPort
    foreach ($each in @($Row | Sort-Object -Property StartPort)) {
        if ($each.StartPort -le $next -and $each.EndPort -ge $next) { $next = $each.EndPort + 1 }
    }
    return $next -gt $Range.EndPort
}
