function ConvertFrom-PwJson {
    <#
    .SYNOPSIS
        Reads one JSON document. A text that looks like a date stays a text wherever PowerShell can be told so.
    .NOTES
        Windows PowerShell leaves dates alone; PowerShell 6.0 to 7.4 always makes them [datetime], which ConvertTo-PwUtcDate reads too.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Text
    )

    $option = $(if (Test-PwVersion -Major 7 -Minor 5) { @{ DateKind = 'String' } } else { @{} })
    ConvertFrom-Json -InputObject $Text @option
}
