function ConvertTo-PwScenarioTest {
    <#
    .SYNOPSIS
        Makes one object of each simulated machine that a scenario was tried on, or of each broken step of a self-check.
    .OUTPUTS
        Portwright.ScenarioTest. Message says what was wrong; of a self-check, what noticed the broken step.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.ScenarioTest')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    foreach ($tested in @(Get-PwProperty -InputObject $Document -Name 'scenarios')) {
        foreach ($result in @($tested.results)) {
            $wrong = @($result.wrong)
            [pscustomobject] @{
                PSTypeName = 'Portwright.ScenarioTest'
                Scenario   = [string] $tested.scenario
                Machine    = [string] $result.name
                Passed     = $wrong.Count -eq 0
                Message    = $wrong -join '; '
                DurationMs = [double] $result.durationMs
            }
        }
    }
    foreach ($mutant in @(Get-PwProperty -InputObject $Document -Name 'mutants')) {
        $caught = Get-PwProperty -InputObject $mutant -Name 'caught'
        [pscustomobject] @{
            PSTypeName = 'Portwright.ScenarioTest'
            Scenario   = [string] $mutant.scenario
            Machine    = "step $($mutant.stepId) broken: $($mutant.mutation)"
            Passed     = $null -ne $caught
            Message    = $(if ($null -ne $caught) { "noticed: $caught" } else { 'not noticed' })
            DurationMs = $null
        }
    }
}
