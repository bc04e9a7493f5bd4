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
    $verb = $(if ($Intent.verb -eq 'resume') { 'Resume' } else { 'Undo' })
    $lines = @("$verb run $($Intent.runId): $($Intent.title)")
    foreach ($step in @($Intent.steps)) { $lines += "  $(if ($verb -eq 'Undo') { 'put back' } else { 'carry on with' }) $step" }
    return $lines -join "`n"
}
