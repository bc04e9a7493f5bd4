function Receive-PwMessage {
    <#
    .SYNOPSIS
        Shows one message of a changing request to the person, and answers the question whether to go on.
    .OUTPUTS
        approve or decline for that question, else nothing.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [hashtable] $Call,
        [Parameter(Mandatory)] [object] $Message
    )

    switch ($Message.type) {
        'plan' {
            $Call.Plan = $Message.plan
            $Call.Title = [string] $Message.plan.title
            foreach ($note in (ConvertTo-PwPlan -Document $Message.plan).Note) { $Call.Caller.WriteVerbose($note) }
        }
        'intent' {
            $Call.Intent = $Message
            $Call.Title = [string] $Message.title
        }
        'warning' { $Call.Caller.WriteWarning((ConvertTo-PwCommandText -Text $Message.message)) }
        'step' { Show-PwStep -Call $Call -StepEvent $Message.event }
        'approval-wanted' {
            if (Confirm-PwCall -Call $Call) { return 'approve' }
            $Call.Declined = $true
            return 'decline'
        }
    }
}
