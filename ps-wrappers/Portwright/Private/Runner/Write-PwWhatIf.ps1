function Write-PwWhatIf {
    <#
    .SYNOPSIS
        Has PowerShell print its What if line, and gives the plan: the line is short, because the plan says the rest.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Plan')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSShouldProcess', '', Justification = 'The caller supports it')]
    param (
        [Parameter(Mandatory)] [object] $Plan,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $place = $(if ($Plan.HostKind -eq 'simulated') { " (simulated machine $($Plan.Machine))" } else { '' })
    $rest = $(
        if ($Plan.Refusal.Count -gt 0) { 'it would be refused' }
        elseif ($Plan.Change.Count -eq 1) { '1 change' }
        else { "$($Plan.Change.Count) changes" }
    )
    $null = $Caller.ShouldProcess("$($Plan.Title)${place}: $rest", '', '')
    return $Plan
}
