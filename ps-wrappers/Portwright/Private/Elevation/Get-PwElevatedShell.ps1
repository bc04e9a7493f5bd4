# What runs the elevated side: on Windows always Windows PowerShell, which only administrators can replace and which is always there.
# Elsewhere the PowerShell that runs.
function Get-PwElevatedShell {
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    if (Test-PwOnWindows) {
        return [IO.Path]::Combine([Environment]::SystemDirectory, 'WindowsPowerShell', 'v1.0', 'powershell.exe')
    }
    return [IO.Path]::Combine($PSHOME, 'pwsh')
}
