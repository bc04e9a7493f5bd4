# Windows may keep the state of a process of another account to itself; then the messages say when it is over.
function Test-PwProcessOver {
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Process
    )

    if ($null -eq $Process) { return $false }
    try { return $Process.HasExited }
    catch [System.ComponentModel.Win32Exception], [System.InvalidOperationException] {
        Write-Debug -Message "cannot see the elevated process: $_"
        return $false
    }
}
