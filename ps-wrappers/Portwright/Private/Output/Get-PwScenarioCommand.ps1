function Get-PwScenarioCommand {
    <#
    .SYNOPSIS
        The command of this module that runs a scenario: its own, or the one that runs any.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    $scenario = @(Get-PwData -Name 'Scenario') | Where-Object -FilterScript { $_.Name -ceq $Name } | Select-Object -First 1
    $command = [string] (Get-PwProperty -InputObject $scenario -Name 'Command' -Default '')
    if ($command -ne '' -and $command -ne 'Invoke-PwScenario') { return $command }
    return "Invoke-PwScenario -Name $(ConvertTo-PwLiteral -Text $Name)"
}
