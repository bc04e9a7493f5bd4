function New-PwPortDiagnosis {
    <#
    .SYNOPSIS
        Makes an object of the diagnosis of one port. Its Port is written as -Port takes it, so that it pipes on.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortDiagnosis')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Diagnosis,
        [Parameter(Mandatory)] [string] $HostKind
    )

    $protocol = [string] $Diagnosis.protocol
    $block = Get-PwProperty -InputObject $Diagnosis -Name 'block'
    $estimate = Get-PwProperty -InputObject $Diagnosis -Name 'estimate'
    if ($estimate) { $estimate = New-PwPortEstimate -Estimate $estimate }
    if ($block) { $block = New-PwExcludedPortRange -Row $block -Protocol $protocol -Store 'active' -HostKind $HostKind }
    return [pscustomobject] @{
        PSTypeName = 'Portwright.PortDiagnosis'
        Port       = Format-PwPortSpec -Port $Diagnosis.port -Protocol $protocol
        PortNumber = [int] $Diagnosis.port
        Protocol   = $protocol
        Verdict    = [string] $Diagnosis.verdict
        Cause      = [string] (Get-PwProperty -InputObject $Diagnosis -Name 'cause' -Default '')
        Confidence = [string] $Diagnosis.confidence
        Summary    = [string] $Diagnosis.summary
        Block      = $block
        Estimate   = $estimate
        Evidence   = @(foreach ($piece in @($Diagnosis.evidence)) { New-PwFinding -Finding $piece })
        Source     = @(foreach ($source in @(Get-PwProperty -InputObject $Diagnosis -Name 'sources')) { New-PwPortSource -Source $source })
        Remedy     = @(ConvertTo-PwRemedy -Remedy @($Diagnosis.remedies))
        HostKind   = $HostKind
    }
}
