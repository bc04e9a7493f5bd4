function Read-PwObservation {
    <#
    .SYNOPSIS
        Carries out planned reads by the command line, which only fetches: one process for up to 256 of them.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine,
        [Parameter(Mandatory)] [object[]] $Read
    )

    $most = 256
    for ($first = 0; $first -lt $Read.Count; $first += $most) {
        $part = @($Read[$first..([Math]::Min($first + $most, $Read.Count) - 1)])
        try { $answers = @(Invoke-PwObservation -Machine $Machine -Read $part) }
        catch {
            $reason = $_.Exception.GetBaseException().Message
            $answers = @(foreach ($each in $part) { [pscustomobject] @{ Key = $each.Key; Error = $reason } })
        }
        $answers
    }
}
