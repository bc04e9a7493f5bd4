function Complete-PwRun {
    <#
    .SYNOPSIS
        Completes the id of a run, newest first: for Undo-PwRun and Resume-PwRun of those that these can do something about.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'PowerShell calls completers with five arguments')]
    param ($CommandName, $ParameterName, $WordToComplete, $CommandAst, $FakeBoundParameters)

    try {
        $last = Invoke-PwDirectRequest -Request @{ schemaVersion = 1; action = 'runs' } -TimeoutMs 5000
        if ($last.type -ne 'result') { return }
        $values = foreach ($run in @($last.document.runs)) {
            if ($CommandName -eq 'Undo-PwRun' -and -not $run.canBeUndone) { continue }
            if ($CommandName -eq 'Resume-PwRun' -and $run.status -notin 'unfinished', 'restart-required') { continue }
            @{ Value = $run.runId; Hint = "$($run.scenario), $($run.status), $(ConvertTo-PwUtcDate -Value $run.startedAt)" }
        }
        Complete-PwWord -Value @($values) -Word $WordToComplete
    }
    catch { Write-Debug -Message "no completion: $_" }
}
