function ConvertTo-PwIntentPlan {
    <#
    .SYNOPSIS
        Makes a plan of what resuming a run or rolling it back will do.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Plan')]
    param (
        [Parameter(Mandatory)] [object] $Intent
    )

    $isUndo = $Intent.verb -eq 'rollback'
    $changes = foreach ($step in @($Intent.steps)) {
        New-PwPlannedChange -Change @{ action = $(if ($isUndo) { 'undo' } else { 'resume' }); what = [string] $step.title }
    }
    return [pscustomobject] @{
        PSTypeName  = 'Portwright.Plan'
        Scenario    = [string] $Intent.scenario
        Title       = "$(if ($isUndo) { 'Undo' } else { 'Resume' }) run $($Intent.runId): $($Intent.title)"
        HostKind    = [string] $Intent.host.kind
        Machine     = [string] $Intent.host.machine
        Change      = @($changes)
        Refusal     = @()
        Note        = @()
        Promise     = @(ConvertTo-PwPromise -Promise @($Intent.promises))
        Fingerprint = ''
    }
}
