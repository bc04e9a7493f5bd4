# The exit code of a process that has ended, or -1 where Windows keeps it to itself.
function Get-PwProcessExitCode {
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [object] $Process
    )

    try { return $Process.ExitCode }
    catch [System.ComponentModel.Win32Exception], [System.InvalidOperationException] {
        Write-Debug -Message "cannot see the elevated process: $_"
        return -1
    }
}
