function ConvertTo-PwNativeArgument {
    <#
    .SYNOPSIS
        Writes one argument for a command line, so that the started program gets back exactly these characters.
    .DESCRIPTION
        Windows PowerShell cannot hand over a list of arguments. A backslash counts only before a quotation mark, where it is
        doubled. Source: CommandLineToArgvW, "Parsing C command-line arguments" (Microsoft Learn).
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Value
    )

    if ($Value -cmatch '^[A-Za-z0-9_./:\\=,+@-]+$') { return $Value }
    $escaped = $Value -replace '(\\*)"', '$1$1\"'
    $escaped = $escaped -replace '(\\+)\z', '$1$1'
    return '"' + $escaped + '"'
}
