function ConvertFrom-PwDynamicPortRangeOutput {
    <#
    .SYNOPSIS
        Reads what netsh interface ipv4|ipv6 show dynamicportrange prints: a ruler, then two lines that end in a number after a
        colon, first the start port, then the number of ports.
    .OUTPUTS
        StartPort and NumberOfPorts. Throws for anything else.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    $what = 'the dynamic port range'
    $isBelowRuler = $false
    $number = @()
    foreach ($line in Get-PwPrintedLine -Text $Text) {
        if ($isBelowRuler) {
            # U+FF1A is the colon of Chinese and Japanese texts.
            if ($number.Count -ge 2 -or $line.Text -notmatch '\A\s*\S.*?[:\uff1a]\s*([0-9]{1,5})\s*\z') {
                throw (Get-PwUnrecognized -What $what -Line $line)
            }
            $number += [int] $Matches[1]
        }
        elseif ($line.Text -match '\A\s*-{4,}\s*\z') { $isBelowRuler = $true }
    }
    if ($number.Count -ne 2) { throw (Get-PwUnrecognized -What $what) }
    if ($number[0] -lt 1 -or $number[1] -lt 1 -or $number[0] + $number[1] -gt 65536) {
        throw "cannot read ${what}: $($number[1]) ports from $($number[0]) is no range"
    }
    [pscustomobject] @{ StartPort = $number[0]; NumberOfPorts = $number[1] }
}
