function ConvertFrom-PwRegistryOutput {
    <#
    .SYNOPSIS
        Reads what reg.exe query KEY /v NAME prints: the key at the margin, below it one value, its parts four blanks apart.
    .OUTPUTS
        Name, Type and Data. Throws for anything else; a text that holds a line break is something else.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    $what = 'a registry value'
    $line = @(Get-PwPrintedLine -Text $Text)
    if ($line.Count -lt 2) { throw (Get-PwUnrecognized -What $what) }
    if ($line[0].Text -cnotmatch '\AHKEY_[A-Z_]+(\\|\s*\z)') { throw (Get-PwUnrecognized -What $what -Line $line[0]) }
    if ($line.Count -gt 2) { throw (Get-PwUnrecognized -What $what -Line $line[2]) }
    if ($line[1].Text -cnotmatch '\A {4}(\S.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?\z') { throw (Get-PwUnrecognized -What $what -Line $line[1]) }
    [pscustomobject] @{ Name = $Matches[1]; Type = $Matches[2]; Data = $(if ($Matches.ContainsKey(3)) { $Matches[3] } else { '' }) }
}
