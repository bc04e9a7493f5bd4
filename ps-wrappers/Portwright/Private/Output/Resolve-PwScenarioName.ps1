function Resolve-PwScenarioName {
    <#
    .SYNOPSIS
        Spells the name of a scenario as the scenario does: PowerShell takes any case.
    .OUTPUTS
        The name; what no scenario is called, such as a file of one, as it is.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Name
    )

    $known = @(Get-PwData -Name 'Scenario') | Where-Object -FilterScript { $_.Name -eq $Name } | Select-Object -First 1
    return [string] (Get-PwProperty -InputObject $known -Name 'Name' -Default $Name)
}
