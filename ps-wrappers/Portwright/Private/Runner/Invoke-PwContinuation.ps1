function Invoke-PwContinuation {
    <#
    .SYNOPSIS
        Resumes a run or rolls it back: asks, has it carried out, and verifies what was promised.
    .PARAMETER Run
        Id of the run; left out, the newest that can be.
    .OUTPUTS
        Portwright.RunResult; with -WhatIf of the caller Portwright.Plan; nothing where the answer was no.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [ValidateSet('resume', 'rollback')] [string] $Verb,
        [AllowEmptyString()] [string] $Run = '',
        [Parameter(Mandatory)] [hashtable] $Machine,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $request = @{ schemaVersion = 1; action = $Verb; host = $Machine }
    if ($Run -ne '') { $request['run'] = $Run }
    if (Test-PwWhatIf -Caller $Caller) { return Invoke-PwPreview -Request $request -Caller $Caller }
    $call = Invoke-PwAgreedRequest -Request $request -Caller $Caller
    if (-not $call.Declined) { Write-PwRunResult -Call $call -Machine $Machine -Caller $Caller }
}
