function Write-PwProgress {
    <#
    .SYNOPSIS
        Moves the progress bar of a run, or takes it away. Steps that end twice, once done and once undone, do not overfill it.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Call,
        [string] $Status = ' ',
        [switch] $Completed
    )

    $activity = $(if ($Call.Title -ne '') { $Call.Title } else { 'Portwright' })
    if ($Completed) {
        # Also while the pipeline is being stopped, where writing may throw.
        try { Write-Progress -Activity $activity -Completed }
        catch { Write-Debug -Message "nobody looks at the progress any more: $_" }
        return
    }
    $steps = @(Get-PwProperty -InputObject $(if ($Call.Plan) { $Call.Plan } else { $Call.Intent }) -Name 'steps').Count
    $percent = $(if ($steps -gt 0) { [Math]::Min(100, [int] (100 * $Call.Ended / $steps)) } else { -1 })
    Write-Progress -Activity $activity -Status $Status -PercentComplete $percent
}
