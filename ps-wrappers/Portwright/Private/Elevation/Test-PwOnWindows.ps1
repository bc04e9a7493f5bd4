function Test-PwOnWindows {
    [CmdletBinding()]
    [OutputType([bool])]
    param ()

    [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT
}
