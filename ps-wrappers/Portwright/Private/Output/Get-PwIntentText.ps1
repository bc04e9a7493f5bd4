function Get-PwIntentText {
    <#
    .SYNOPSIS
        Writes what resuming or rolling back will do, for the person who is asked about it.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Intent
    )

    if ($null -eq $Intent) { return 'Go on with the run' }
    return Get-PwPlanText -Plan (ConvertTo-PwIntentPlan -Intent $Intent)
}
