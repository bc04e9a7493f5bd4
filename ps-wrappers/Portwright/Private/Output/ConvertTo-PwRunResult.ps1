function ConvertTo-PwRunResult {
    <#
    .SYNOPSIS
        Makes an object of a run document, with what was verified afterwards and the command that puts everything back.
    .PARAMETER Machine
        The machine of the request, named so that a later call finds it.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.RunResult')]
    param (
        [Parameter(Mandatory)] [object] $Document,
        [Parameter(Mandatory)] [hashtable] $Machine,
        [Parameter(Mandatory)] [string] $Verified,
        [AllowEmptyCollection()] [object[]] $PromiseResult = @()
    )

    return [pscustomobject] @{
        PSTypeName  = 'Portwright.RunResult'
        # Empty when there was nothing to do, and so no run was begun.
        RunId       = [string] (Get-PwProperty -InputObject $Document -Name 'runId' -Default '')
        Scenario    = [string] $Document.scenario
        Title       = [string] $Document.title
        Outcome     = [string] $Document.outcome
        ExitCode    = [int] $Document.exitCode
        HostKind    = [string] $Document.host.kind
        Machine     = [string] $Document.host.machine
        Verified    = $Verified
        Promise     = @($PromiseResult)
        Step        = @(foreach ($step in @($Document.steps)) { New-PwStepResult -Step $step })
        UndoCommand = Get-PwUndoCommand -Document $Document -Machine $Machine
    }
}
