function Invoke-PwPlan {
    <#
    .SYNOPSIS
        Plans what a request would change, and has PowerShell print its What if line.
    .OUTPUTS
        Portwright.Plan
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSShouldProcess', '', Justification = 'The caller supports it')]
    param (
        [Parameter(Mandatory)] [hashtable] $Request,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $planRequest = $Request.Clone()
    $planRequest['action'] = 'plan'
    $last = Invoke-PwDirectRequest -Request $planRequest -OnMessage {
        param($Message)
        if ($Message.type -eq 'warning') { $Caller.WriteWarning((ConvertTo-PwCommandText -Text $Message.message)) }
    }
    if ($last.type -eq 'error') { Stop-PwCall -Caller $Caller -Failure $last }
    $plan = ConvertTo-PwPlan -Document $last.document
    foreach ($note in $plan.Note) { $Caller.WriteVerbose($note) }
    $null = $Caller.ShouldProcess((Get-PwPlanText -Plan $plan), '', '')
    return $plan
}
