function Invoke-PwChange {
    <#
    .SYNOPSIS
        Plans a scenario, asks, has it carried out, and verifies what it promised.
    .PARAMETER Parameter
        The parameters of the scenario by their keys in its schema.
    .OUTPUTS
        Portwright.RunResult; with -WhatIf of the caller Portwright.Plan; nothing where the answer was no.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Scenario,
        [Parameter(Mandatory)] [hashtable] $Parameter,
        [Parameter(Mandatory)] [hashtable] $Machine,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $request = @{ schemaVersion = 1; action = 'run'; scenario = $Scenario; parameters = $Parameter; host = $Machine }
    if (Test-PwWhatIf -Caller $Caller) { return Invoke-PwPlan -Request $request -Caller $Caller }
    $call = Invoke-PwAgreedRequest -Request $request -Caller $Caller
    if (-not $call.Declined) { Write-PwRunResult -Call $call -Machine $Machine -Caller $Caller }
}
