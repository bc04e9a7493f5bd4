function New-PwStepResult {
    <#
    .SYNOPSIS
        Makes an object of what became of one step. DurationMs is null for a step that was not reached.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.StepResult')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Step
    )

    return [pscustomobject] @{
        PSTypeName = 'Portwright.StepResult'
        Id         = [string] $Step.id
        Title      = [string] $Step.title
        Depth      = [int] $Step.depth
        Outcome    = [string] $Step.outcome
        Detail     = [string] (Get-PwProperty -InputObject $Step -Name 'detail' -Default '')
        DurationMs = Get-PwProperty -InputObject $Step -Name 'durationMs'
    }
}
