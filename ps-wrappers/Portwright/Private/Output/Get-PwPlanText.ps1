function Get-PwPlanText {
    <#
    .SYNOPSIS
        Writes a plan for the person who is asked about it: its title, its machine, and a line for each change.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Plan
    )

    $place = $(if ($Plan.HostKind -eq 'simulated') { " (simulated machine $($Plan.Machine))" } else { '' })
    $lines = @("$($Plan.Title)$place")
    foreach ($change in $Plan.Change) {
        $lines += "  $($change.Sign) $($change.What)"
        foreach ($note in $change.Note) { $lines += "      $note" }
    }
    foreach ($refusal in $Plan.Refusal) { $lines += "  refused: $($refusal.Reason); instead: $($refusal.Remedy)" }
    if ($Plan.Change.Count -eq 0 -and $Plan.Refusal.Count -eq 0) { $lines += '  nothing to change' }
    return $lines -join "`n"
}
