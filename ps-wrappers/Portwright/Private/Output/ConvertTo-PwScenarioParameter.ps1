function ConvertTo-PwScenarioParameter {
    <#
    .SYNOPSIS
        Makes the parameters of a request of those that a call was given: the keys of the scenario's schema, and its own spelling of a choice.
    .OUTPUTS
        What was given; the command line knows the defaults.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [Parameter(Mandatory)] [string] $Scenario,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Bound
    )

    $parameters = @{}
    $known = @(Get-PwData -Name 'Scenario') | Where-Object { $_.Name -eq $Scenario } | Select-Object -First 1
    foreach ($description in @(Get-PwProperty -InputObject $known -Name 'Parameter')) {
        if ($Bound.Keys -notcontains $description.Name) { continue }
        $value = $Bound[$description.Name]
        if ($value -is [System.Management.Automation.SwitchParameter]) { $value = $value.IsPresent }
        if ($description.Contains('Choice') -and -not $description['CaseSensitive']) {
            $spelled = @($description['Choice'] | Where-Object { $value -contains $_ })
            $value = $(if ($value -is [array]) { , $spelled } else { $spelled[0] })
        }
        $parameters[$description.Key] = $value
    }
    return $parameters
}
