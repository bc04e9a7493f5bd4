function Test-PwAscii {
    <#
    .SYNOPSIS
        Whether bytes are ASCII, and so the same text in every code page.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [byte[]] $Byte
    )

    foreach ($each in $Byte) { if ($each -gt 0x7f) { return $false } }
    return $true
}
