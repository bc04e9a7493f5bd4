function ConvertTo-PwJsonText {
    <#
    .SYNOPSIS
        Escapes a text for a JSON string: printable ASCII stays, everything else is \uXXXX, half a surrogate pair too.
    .DESCRIPTION
        One replacement for each different character: a callback for each occurrence takes seconds on a long paste.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    $escaped = $Text.Replace('\', '\\').Replace('"', '\"')
    if ($escaped -cmatch '\A[\x20-\x7e]*\z') { return $escaped }
    $different = New-Object -TypeName 'System.Collections.Generic.HashSet[char]' -ArgumentList (, $escaped.ToCharArray())
    foreach ($character in $different) {
        $code = [int] $character
        if ($code -lt 0x20 -or $code -gt 0x7e) {
            $escaped = $escaped.Replace([string] $character, ('\u{0:x4}' -f $code))
        }
    }
    return $escaped
}
