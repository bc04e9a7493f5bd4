function Test-PwExcludedPortRangePromise {
    <#
    .SYNOPSIS
        Administered rows must hold every port of the range, in each promised store.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $range = Get-PwFactRange -Fact $Fact
    $isMet = $true
    $found = foreach ($store in Get-PwPromisedStore -Fact $Fact) {
        $row = @(Get-PwExcludedPortRangeRow -Protocol (Get-PwFactProtocol -Fact $Fact) -Store $store -Reading $Reading)
        if (-not (Test-PwCovered -Range $range -Row @($row | Where-Object -Property Administered))) { $isMet = $false }
        $near = @($row | Where-Object -FilterScript { $_.StartPort -le $range.EndPort -and $_.EndPort -ge $range.StartPort })
        $shown = $(if ($near.Count -eq 0) { 'no row' } else { Format-PwList -Text @($near | ForEach-Object -Process { Format-PwPortRange -Range $_ }) })
        "${store}: $shown"
    }
    @{ IsMet = $isMet; Found = $found -join '; ' }
}
