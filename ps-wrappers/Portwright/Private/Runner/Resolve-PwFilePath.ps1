function Resolve-PwFilePath {
    <#
    .SYNOPSIS
        Makes a path of the caller absolute. It need not exist, and no character in it is a wildcard.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $provider = $null
    $drive = $null
    try { $absolute = $Caller.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path, [ref] $provider, [ref] $drive) }
    catch {
        $reason = $_.Exception.GetBaseException().Message
        Stop-PwCall -Caller $Caller -Failure (New-PwFailure -Code 'input.invalid-argument' -Message "the path $Path cannot be used: $reason" -ExitCode 2)
    }
    if ($provider.Name -ne 'FileSystem') {
        Stop-PwCall -Caller $Caller -Failure (New-PwFailure -Code 'input.invalid-argument' -Message "$Path is no path of the file system" -ExitCode 2)
    }
    return $absolute
}
