function New-PwRun {
    <#
    .SYNOPSIS
        Makes an object of one run. StartedAt is in UTC.
    .DESCRIPTION
        One with its events is a Portwright.RunJournal too, which is shown as a list.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Run')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Run
    )

    $steps = foreach ($step in @(Get-PwProperty -InputObject $Run -Name 'steps')) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.RunStep'
            Id         = [string] $step.stepId
            Kind       = [string] $step.kind
            State      = [string] $step.state
            Before     = Get-PwProperty -InputObject $step -Name 'before'
        }
    }
    $events = foreach ($event in @(Get-PwProperty -InputObject $Run -Name 'events')) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.RunEvent'
            At         = ConvertTo-PwUtcDate -Value (Get-PwProperty -InputObject $event -Name 'atMs')
            Type       = [string] $event.type
            StepId     = [string] (Get-PwProperty -InputObject $event -Name 'stepId' -Default '')
            Detail     = $event
        }
    }
    $made = [pscustomobject] @{
        PSTypeName  = 'Portwright.Run'
        RunId       = [string] $Run.runId
        Scenario    = [string] $Run.scenario
        Title       = [string] (Get-PwProperty -InputObject $Run -Name 'title' -Default $Run.scenario)
        Status      = [string] $Run.status
        StartedAt   = ConvertTo-PwUtcDate -Value (Get-PwProperty -InputObject $Run -Name 'startedAt')
        CanBeUndone = [bool] (Get-PwProperty -InputObject $Run -Name 'canBeUndone' -Default $false)
        HostKind    = [string] $Run.host.kind
        Machine     = [string] $Run.host.machine
        Step        = @($steps)
        Event       = @($events)
    }
    if ($made.Event.Count -gt 0) { $made.PSObject.TypeNames.Insert(0, 'Portwright.RunJournal') }
    return $made
}
