function Get-PwOemEncoding {
    <#
    .SYNOPSIS
        The encoding that Windows' console programs print in, as chcp.com tells; 437 where it does not.
    .DESCRIPTION
        Every OEM code page has the same ASCII, and no parser needs more: a wrong one only garbles words that are shown.
    #>
    [CmdletBinding()]
    [OutputType([Text.Encoding])]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine
    )

    foreach ($codePage in @(Get-PwCodePage -Machine $Machine) + 437 + 28591) {
        try { return [Text.Encoding]::GetEncoding($codePage) }
        catch [ArgumentException], [NotSupportedException] { Write-Debug -Message "this .NET has no code page ${codePage}: $_" }
    }
}
