function Select-PwScenario {
    <#
    .SYNOPSIS
        Lists the scenarios whose names match, in the order of the module's data.
    .DESCRIPTION
        A name without a wildcard that no scenario has is an error; the others are listed all the same.
    .OUTPUTS
        Portwright.Scenario
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Scenario')]
    param (
        [Parameter(Mandatory)] [string[]] $Name,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $scenarios = @(Get-PwData -Name 'Scenario')
    foreach ($pattern in $Name) {
        if ([WildcardPattern]::ContainsWildcardCharacters($pattern) -or $scenarios.Name -contains $pattern) { continue }
        $parts = @{
            Code     = 'input.unknown-scenario'
            Message  = "there is no scenario $pattern"
            Remedy   = 'Get-PwScenario'
            ExitCode = 2
            Target   = $pattern
        }
        Write-PwError -Record (New-PwErrorRecord @parts) -Caller $Caller
    }
    foreach ($scenario in $scenarios) {
        if (-not ($Name | Where-Object { $scenario.Name -like $_ })) { continue }
        [pscustomobject] @{
            PSTypeName = 'Portwright.Scenario'
            Name       = $scenario.Name
            Title      = $scenario.Title
            Summary    = $scenario.Summary
            Platform   = $scenario.Platform
            Command    = $scenario.Command
            Parameter  = @(foreach ($description in $scenario.Parameter) { New-PwScenarioParameter -Description $description })
        }
    }
}
