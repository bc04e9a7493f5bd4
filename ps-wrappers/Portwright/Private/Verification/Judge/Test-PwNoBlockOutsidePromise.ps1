function Test-PwNoBlockOutsidePromise {
    <#
    .SYNOPSIS
        No block of winnat's may lie outside the range, not even in part.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $range = Get-PwFactRange -Fact $Fact
    $blocks = 0
    $outside = @(foreach ($protocol in 'tcp', 'udp') {
            foreach ($row in @(Get-PwExcludedPortRangeRow -Protocol $protocol -Store 'active' -Reading $Reading)) {
                if (-not (Test-PwWinNatBlock -Row $row)) { continue }
                $blocks++
                if ($row.StartPort -lt $range.StartPort -or $row.EndPort -gt $range.EndPort) { "$protocol $(Format-PwPortRange -Range $row)" }
            }
        })
    $found = $(if ($outside.Count -gt 0) { "outside: $(Format-PwList -Text $outside)" } else { "none outside, $blocks inside" })
    @{ IsMet = $outside.Count -eq 0; Found = $found }
}
