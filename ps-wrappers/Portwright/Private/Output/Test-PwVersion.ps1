function Test-PwVersion {
    <#
    .SYNOPSIS
        Whether this PowerShell is of that version or newer.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [int] $Major,
        [Parameter(Mandatory)] [int] $Minor
    )

    $version = $PSVersionTable['PSVersion']
    return $version.Major -gt $Major -or ($version.Major -eq $Major -and $version.Minor -ge $Minor)
}
