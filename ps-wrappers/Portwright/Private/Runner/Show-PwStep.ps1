function Show-PwStep {
    <#
    .SYNOPSIS
        Shows how far a run is: its steps in the progress bar, their outcomes as verbose lines.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Call,
        [Parameter(Mandatory)] [object] $StepEvent
    )

    $title = [string] (Get-PwProperty -InputObject $StepEvent -Name 'title' -Default '')
    switch ([string] (Get-PwProperty -InputObject $StepEvent -Name 'type' -Default '')) {
        'step-began' {
            Write-PwProgress -Call $Call -Status "$title ($(Get-PwProperty -InputObject $StepEvent -Name 'doing' -Default 'at work'))"
        }
        'step-ended' {
            $Call.Ended++
            $outcome = [string] (Get-PwProperty -InputObject $StepEvent -Name 'outcome' -Default '')
            $detail = [string] (Get-PwProperty -InputObject $StepEvent -Name 'detail' -Default '')
            $Call.Caller.WriteVerbose($(if ($detail -ne '') { "${title}: $outcome ($detail)" } else { "${title}: $outcome" }))
            Write-PwProgress -Call $Call -Status "${title}: $outcome"
        }
        'undoing' {
            $reason = [string] (Get-PwProperty -InputObject $StepEvent -Name 'reason' -Default '')
            $Call.Caller.WriteVerbose("putting back what was changed: $reason")
            Write-PwProgress -Call $Call -Status 'Putting back what was changed'
        }
    }
}
