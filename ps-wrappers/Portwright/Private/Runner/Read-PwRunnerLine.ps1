function Read-PwRunnerLine {
    <#
    .SYNOPSIS
        Reads the next line of a runner's standard output, waiting in short turns so that Ctrl-C works.
    .PARAMETER TimeoutMs
        How long to wait, in milliseconds; 0 waits until there is a line or the output ends.
    .OUTPUTS
        The line. Nothing when the time is over, or at the end of the output, where Ended of the runner is set.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [hashtable] $Runner,
        [int] $TimeoutMs = 0
    )

    # A process that the runner left behind may keep the pipe open for ever.
    $graceAfterExitMs = 2000
    $waited = [System.Diagnostics.Stopwatch]::StartNew()
    $sinceExit = $null
    try {
        while (-not $Runner.Pending.Wait(100)) {
            if ($TimeoutMs -gt 0 -and $waited.ElapsedMilliseconds -ge $TimeoutMs) { return }
            if (-not $Runner.Process.HasExited) { continue }
            if ($null -eq $sinceExit) { $sinceExit = [System.Diagnostics.Stopwatch]::StartNew() }
            if ($sinceExit.ElapsedMilliseconds -ge $graceAfterExitMs) {
                $Runner.Ended = $true
                return
            }
        }
        $line = $Runner.Pending.Result
    }
    catch [System.AggregateException] {
        Write-Debug -Message "the output of the runner broke off: $_"
        $line = $null
    }
    if ($null -eq $line) {
        $Runner.Ended = $true
        return
    }
    $Runner.Pending = $Runner.Process.StandardOutput.ReadLineAsync()
    return $line
}
