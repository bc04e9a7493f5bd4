# Ends the call, however it ended: the request is withdrawn, the hold let go, both files are gone. An elevated side that still works
# sees that, undoes, and is waited for.
function Close-PwElevatedCall {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Call
    )

    $limit = Get-PwElevationLimit
    $Call.Hold.Dispose()
    $waited = [Diagnostics.Stopwatch]::StartNew()
    # It looks at the request for a moment only.
    while (-not (Revoke-PwRequest -Call $Call) -and -not $Call.IsAccepted -and $waited.ElapsedMilliseconds -lt $limit.End) {
        [Threading.Thread]::Sleep(50)
    }
    if ($null -eq $Call.Process) { return }
    if ($Call.IsAccepted -and -not $Call.IsFinished -and -not (Test-PwProcessOver -Process $Call.Process)) {
        Write-PwHostWarning -Message 'Interrupted: the elevated process puts back what it changed. Please wait.'
        Wait-PwProcessEnd -Process $Call.Process -TimeoutMs $limit.Undo
    }
    $Call.Process.Dispose()
}
