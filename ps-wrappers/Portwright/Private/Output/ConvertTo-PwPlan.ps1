function ConvertTo-PwPlan {
    <#
    .SYNOPSIS
        Makes an object of a plan document.
    .OUTPUTS
        Portwright.Plan. Change is in the order of the changes, and empty when there is nothing to do.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Plan')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $notes = foreach ($step in @(Get-PwProperty -InputObject $Document -Name 'steps')) { Get-PwProperty -InputObject $step -Name 'notes' }
    $refusals = foreach ($refusal in @($Document.refusals)) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.Refusal'
            Reason     = [string] $refusal.reason
            Remedy     = ConvertTo-PwCommandText -Text $refusal.remedy
        }
    }
    return [pscustomobject] @{
        PSTypeName  = 'Portwright.Plan'
        Scenario    = [string] $Document.scenario
        Title       = [string] $Document.title
        HostKind    = [string] $Document.host.kind
        Machine     = [string] $Document.host.machine
        Change      = @(foreach ($change in @($Document.changes)) { New-PwPlannedChange -Change $change })
        Refusal     = @($refusals)
        Note        = @($notes | Select-Object -Unique)
        Promise     = @(ConvertTo-PwPromise -Promise @(Get-PwProperty -InputObject $Document -Name 'promises'))
        Fingerprint = [string] $Document.fingerprint
    }
}
