# Off Windows the stand-ins decide by the same variable (toolkit/host/windows-host.ts).
function Test-PwElevated {
    [CmdletBinding()]
    [OutputType([bool])]
    param ()

    if (-not (Test-PwOnWindows)) { return $env:PORTWRIGHT_ELEVATED -eq '1' }
    $me = [Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()
    $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}
