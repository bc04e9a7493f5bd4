function New-PwPortEstimate {
    <#
    .SYNOPSIS
        Makes an object of a model's estimate that winnat takes a port at a boot, now and after the first remedy.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortEstimate')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Estimate
    )

    $after = Get-PwProperty -InputObject $Estimate -Name 'afterFirstRemedy'
    return [pscustomobject] @{
        PSTypeName             = 'Portwright.PortEstimate'
        Probability            = [double] $Estimate.probability
        Low                    = [double] $Estimate.low
        High                   = [double] $Estimate.high
        BootCount              = [int] $Estimate.boots
        Assumption             = [string] $Estimate.assumptions
        # Null, and not 0, where no remedy was estimated.
        ProbabilityAfterRemedy = Get-PwProperty -InputObject $after -Name 'probability'
    }
}
