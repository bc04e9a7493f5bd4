function Stop-PwRunner {
    <#
    .SYNOPSIS
        Ends a runner and lets go of it. One that has not finished is told to cancel, and gets the time to put everything back.
    .DESCRIPTION
        Also called while the pipeline is being stopped, when cmdlets that write may throw: it says what it waits for past them.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Ends what this module started')]
    param (
        [Parameter(Mandatory)] [hashtable] $Runner,
        # Putting back may restart winnat and containers; a runner that only reads has nothing to put back.
        [int] $PatienceMs = $(if ($Runner.MayChange) { 300000 } elseif ($Runner.Finished) { 30000 } else { 10000 })
    )

    $process = $Runner.Process
    if (-not $Runner.Finished) {
        if ($Runner.MayChange) { Write-PwHostWarning -Message 'Interrupted: putting back what was changed. Please wait.' }
        Send-PwRunnerLine -Runner $Runner -Line 'cancel'
    }
    try { $process.StandardInput.Close() }
    catch [System.IO.IOException] { Write-Debug -Message "the runner no longer reads: $_" }
    $waited = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not $Runner.Ended -and $waited.ElapsedMilliseconds -lt $PatienceMs) {
        # Read on, or a full pipe would keep it from ending.
        $null = Read-PwRunnerLine -Runner $Runner -TimeoutMs ([Math]::Min(1000, $PatienceMs))
    }
    while (-not $process.WaitForExit(100) -and $waited.ElapsedMilliseconds -lt $PatienceMs) { continue }
    if (-not $process.HasExited) {
        if ($Runner.MayChange) {
            Write-PwHostWarning -Message 'The runner did not answer and was ended. Get-PwRun shows what stands; Undo-PwRun puts it back.'
        }
        try { $process.Kill() }
        catch [System.InvalidOperationException], [System.ComponentModel.Win32Exception] {
            Write-Debug -Message "it ended by itself: $_"
        }
    }
    $process.Dispose()
}
