function Write-PwRunResult {
    <#
    .SYNOPSIS
        Verifies what a finished run promised, writes its result, and reports what went wrong.
    .OUTPUTS
        Portwright.RunResult. A run that failed is a terminating error with the result as its target.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Call,
        [Parameter(Mandatory)] [hashtable] $Machine,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    if ($Call.Last.type -eq 'error') { Stop-PwCall -Caller $Caller -Failure $Call.Last }
    $document = $Call.Last.document
    $exact = Get-PwRunMachine -Document $document -Machine $Machine
    if ($document.outcome -like 'failed-*') {
        $failed = ConvertTo-PwRunResult -Document $document -Machine $exact -Verified 'Unknown'
        Stop-PwCall -Caller $Caller -Target $failed -Failure (Get-PwRunFailure -Document $document)
    }
    $promised = @(Get-PwProperty -InputObject $(if ($Call.Plan) { $Call.Plan } else { $Call.Intent }) -Name 'promises')
    # What was undone is done also where only a restart completes it; the exit code says so.
    $needsRestart = $document.outcome -eq 'restart-required' -or $document.exitCode -eq 3010
    $outcome = $(if ($needsRestart) { 'restart-required' } else { $document.outcome })
    $found = @(if ($promised.Count -gt 0) { Test-PwPromise -Promise $promised -Machine $exact -Outcome $outcome })
    $verdict = Get-PwVerdict -PromiseResult $found
    if ($Call.Intent -and $Call.Intent.verb -eq 'rollback') { $document.title = "Undo: $($document.title)" }
    $result = ConvertTo-PwRunResult -Document $document -Machine $exact -Verified $verdict -PromiseResult $found
    if ($needsRestart) {
        $rest = $(if ($document.outcome -eq 'restart-required') { ' Resume-PwRun goes on afterwards; Get-PwRun shows how far it is.' } else { '' })
        $Caller.WriteWarning("Windows must be restarted to finish this.$rest")
    }
    $result
    if ($verdict -eq 'No') { Write-PwNotVerified -Result $result -Caller $Caller }
}
