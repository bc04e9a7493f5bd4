function Invoke-PwPlan {
    <#
    .SYNOPSIS
        Plans what a request would change.
    .OUTPUTS
        Portwright.Plan
    #>
    [CmdletBinding()]
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
    return Write-PwWhatIf -Plan $plan -Caller $Caller
}
