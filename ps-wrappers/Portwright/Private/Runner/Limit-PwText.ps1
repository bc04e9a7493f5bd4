function Limit-PwText {
    <#
    .SYNOPSIS
        The first characters of a text from outside, control characters made visible, so that it can be shown on a console.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text,
        [int] $Length = 200
    )

    $first = $(if ($Text.Length -gt $Length) { $Text.Substring(0, $Length) + '...' } else { $Text })
    return $first -replace '[\x00-\x09\x0b-\x1f\x7f-\x9f]', '?'
}
