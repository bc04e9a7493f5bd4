function Test-PwThisWindows {
    <#
    .SYNOPSIS
        Whether this machine can be read as Windows. The module variable PwProgramFolder, a folder with every program, stands in
        for one.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param ()

    $folder = Get-Variable -Name PwProgramFolder -Scope Script -ValueOnly -ErrorAction Ignore
    return [bool] $folder -or [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT
}
