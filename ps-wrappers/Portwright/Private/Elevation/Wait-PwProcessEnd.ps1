# In short turns, so that Ctrl-C works.
function Wait-PwProcessEnd {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Process,
        [Parameter(Mandatory)] [int] $TimeoutMs
    )

    $waited = [Diagnostics.Stopwatch]::StartNew()
    while (-not (Test-PwProcessOver -Process $Process) -and $waited.ElapsedMilliseconds -lt $TimeoutMs) {
        [Threading.Thread]::Sleep(20)
    }
}
