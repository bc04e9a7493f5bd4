function Complete-PwScenario {
    <#
    .SYNOPSIS
        Completes the name of a scenario.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'PowerShell calls completers with five arguments')]
    param ($CommandName, $ParameterName, $WordToComplete, $CommandAst, $FakeBoundParameters)

    try {
        $values = foreach ($scenario in @(Get-PwData -Name 'Scenario')) { @{ Value = $scenario.Name; Hint = $scenario.Title } }
        Complete-PwWord -Value @($values) -Word $WordToComplete
    }
    catch { Write-Debug -Message "no completion: $_" }
}
