# The account's name where Windows knows one; else the identifier as it came.
function Get-PwAccountName {
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Id
    )

    if ($Id -notlike 'S-1-*') { return $Id }
    try { "$([Security.Principal.SecurityIdentifier]::new($Id).Translate([Security.Principal.NTAccount]).Value) ($Id)" }
    catch { $Id }
}
