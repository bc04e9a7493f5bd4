function New-PwFailure {
    <#
    .SYNOPSIS
        Builds an error message of this module's own, in the shape of the command line's: callers then have one kind of failure.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [string] $Code,
        [Parameter(Mandatory)] [string] $Message,
        [string] $Remedy = '',
        [Parameter(Mandatory)] [int] $ExitCode
    )

    $description = [ordered] @{ code = $Code; message = $Message }
    if ($Remedy -ne '') { $description['remedy'] = $Remedy }
    [pscustomobject] @{ type = 'error'; error = [pscustomobject] $description; exitCode = $ExitCode }
}
