function New-PwScenarioParameter {
    <#
    .SYNOPSIS
        Makes an object of one parameter of a scenario.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.ScenarioParameter')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Description
    )

    return [pscustomobject] @{
        PSTypeName = 'Portwright.ScenarioParameter'
        Name       = $Description['Name']
        Type       = $Description['Type']
        Mandatory  = $Description['Mandatory']
        Default    = $Description['Default']
        Choice     = @(Get-PwProperty -InputObject $Description -Name 'Choice')
        Help       = $Description['Help']
    }
}
