function ConvertTo-PwLiteral {
    <#
    .SYNOPSIS
        Writes a text as one argument of a PowerShell command: as it is where nothing in it means anything, else in single quotes.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    if ($Text -cmatch '\A[A-Za-z0-9_./\\:][A-Za-z0-9_./\\:-]*\z') { return $Text }
    # It doubles the typographic quotes too, which PowerShell reads as quotes.
    return "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Text) + "'"
}
