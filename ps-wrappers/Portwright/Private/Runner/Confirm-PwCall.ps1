function Confirm-PwCall {
    <#
    .SYNOPSIS
        Asks the person, as ConfirmImpact, -Confirm, -WhatIf and the preferences demand, with the whole plan as the question.
    .DESCRIPTION
        Where nobody can be asked this ends the call; the runner is then told to cancel, and nothing was changed.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSShouldProcess', '', Justification = 'The caller supports it')]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [hashtable] $Call
    )

    $text = $(
        if ($Call.Plan) { Get-PwPlanText -Plan (ConvertTo-PwPlan -Document $Call.Plan) }
        else { Get-PwIntentText -Intent $Call.Intent }
    )
    try { return $Call.Caller.ShouldProcess($text, "$text`nCarry this out?", $Call.Title) }
    catch [System.Management.Automation.PipelineStoppedException] { throw }
    catch {
        $failure = @{
            Code     = 'input.confirmation-required'
            Message  = 'nobody can be asked here, and so nothing was changed'
            Remedy   = 'add -Confirm:$false to change without asking'
            ExitCode = 2
        }
        Stop-PwCall -Caller $Call.Caller -Failure (New-PwFailure @failure)
    }
}
