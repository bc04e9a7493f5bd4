function Test-PwNeedsElevation {
    <#
    .SYNOPSIS
        Whether a call ended because it needs administrator rights that Windows can be asked for.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [hashtable] $Call,
        [Parameter(Mandatory)] [hashtable] $Request
    )

    if ($Call.Last.type -ne 'error' -or $Call.Last.error.code -ne 'run.needs-elevation') { return $false }
    # A simulated machine has no rights to ask for: there it is an error like any other.
    if ($Call.Plan) { return $Call.Plan.host.kind -eq 'windows' }
    return $null -ne $Call.Intent -and $Request['host']['kind'] -ne 'simulated'
}
