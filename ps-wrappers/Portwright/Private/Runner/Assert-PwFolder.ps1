function Assert-PwFolder {
    <#
    .SYNOPSIS
        Refuses the path of a file whose folder is not there.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $folder = [IO.Path]::GetDirectoryName($Path)
    if (-not $folder -or [IO.Directory]::Exists($folder)) { return }
    $failure = @{
        Code     = 'input.invalid-argument'
        Message  = "there is no folder $folder for $([IO.Path]::GetFileName($Path))"
        Remedy   = 'name a file in a folder that is there, or make the folder'
        ExitCode = 2
    }
    Stop-PwCall -Caller $Caller -Failure (New-PwFailure @failure) -Target $Path
}
