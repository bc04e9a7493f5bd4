function Get-PwPrintedLine {
    <#
    .SYNOPSIS
        The lines of a text with something on them, each with its number, counted from 1.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    $number = 0
    foreach ($line in $Text -split '\r?\n') {
        $number++
        if ($line.Trim() -ne '') { [pscustomobject] @{ Number = $number; Text = $line } }
    }
}
