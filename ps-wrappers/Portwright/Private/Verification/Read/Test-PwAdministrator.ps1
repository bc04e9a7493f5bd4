function Test-PwAdministrator {
    <#
    .SYNOPSIS
        Whether this PowerShell is elevated. Windows only.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param ()

    $me = [Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()
    return $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}
