function Format-PwList {
    <#
    .SYNOPSIS
        Joins texts; every one counts, but nobody reads forty.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Text,
        [int] $Most = 6
    )

    if ($Text.Count -le $Most) { return $Text -join ', ' }
    return "$($Text[0..($Most - 1)] -join ', ') and $($Text.Count - $Most) more"
}
