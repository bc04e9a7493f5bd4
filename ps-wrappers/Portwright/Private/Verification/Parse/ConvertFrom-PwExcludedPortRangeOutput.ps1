function ConvertFrom-PwExcludedPortRangeOutput {
    <#
    .SYNOPSIS
        Reads what netsh interface ipv4 show excludedportrange prints, by its shape: netsh translates every word of it.
    .DESCRIPTION
        Two headings, a ruler of two runs of dashes, the rows, a footnote that begins with *. The footnote is printed for an empty
        table too; here it must be there, because a table that was cut off shows fewer rows than there are.
    .OUTPUTS
        StartPort, EndPort and Administered of each row, in printed order. Throws for anything else.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    $what = 'excluded port ranges'
    $row = '\A\s*([0-9]{1,5})\s+([0-9]{1,5})(?:\s+(\*))?\s*\z'
    $place = 'headings'
    $headings = 0
    foreach ($line in Get-PwPrintedLine -Text $Text) {
        if ($place -eq 'headings') {
            if ($line.Text -match '\A\s*-{4,}\s+-{4,}\s*\z' -and $headings -ge 2) { $place = 'rows' }
            elseif ($line.Text -match $row -or $line.Text -match '\A\s*-{4,}') { throw (Get-PwUnrecognized -What $what -Line $line) }
            else { $headings++ }
        }
        elseif ($place -eq 'rows' -and $line.Text -match $row) {
            $range = [pscustomobject] @{ StartPort = [int] $Matches[1]; EndPort = [int] $Matches[2]; Administered = $Matches.ContainsKey(3) }
            if ($range.StartPort -lt 1 -or $range.EndPort -lt $range.StartPort -or $range.EndPort -gt 65535) {
                throw (Get-PwUnrecognized -What $what -Line $line)
            }
            $range
        }
        elseif ($place -eq 'rows' -and $line.Text -match '\A\s*\*\s+\S') { $place = 'end' }
        else { throw (Get-PwUnrecognized -What $what -Line $line) }
    }
    if ($place -ne 'end') { throw (Get-PwUnrecognized -What $what) }
}
