function Test-PwNoExcludedPortRangePromise {
    <#
    .SYNOPSIS
        No row may have exactly this span, in either store.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $range = Get-PwFactRange -Fact $Fact
    $found = @(foreach ($store in 'active', 'persistent') {
            $row = @(Get-PwExcludedPortRangeRow -Protocol (Get-PwFactProtocol -Fact $Fact) -Store $store -Reading $Reading)
            $same = @($row | Where-Object -FilterScript { $_.StartPort -eq $range.StartPort -and $_.EndPort -eq $range.EndPort })
            if ($same.Count -gt 0) { "${store}: $(Format-PwPortRange -Range $same[0])" }
        })
    @{ IsMet = $found.Count -eq 0; Found = $(if ($found.Count -eq 0) { 'no such row' } else { $found -join '; ' }) }
}
