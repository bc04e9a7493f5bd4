function ConvertTo-PwPortDiagnosis {
    <#
    .SYNOPSIS
        Makes objects of a diagnosis: one for each port, for a container, for the whole machine, and for each message that is about no port.
    .OUTPUTS
        Portwright.PortDiagnosis, Portwright.ContainerDiagnosis, Portwright.MachineDiagnosis, Portwright.MessageDiagnosis
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortDiagnosis', 'Portwright.ContainerDiagnosis', 'Portwright.MachineDiagnosis', 'Portwright.MessageDiagnosis')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $kind = [string] $Document.host.kind
    foreach ($port in @(Get-PwProperty -InputObject $Document -Name 'ports')) { New-PwPortDiagnosis -Diagnosis $port -HostKind $kind }
    foreach ($message in @(Get-PwProperty -InputObject $Document -Name 'told')) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.MessageDiagnosis'
            Verdict    = [string] $message.verdict
            Cause      = [string] $message.cause
            Confidence = [string] $message.confidence
            Summary    = [string] $message.summary
            Evidence   = @(foreach ($piece in @($message.evidence)) { New-PwFinding -Finding $piece })
            Remedy     = @(ConvertTo-PwRemedy -Remedy @($message.remedies))
            HostKind   = $kind
        }
    }
    $container = Get-PwProperty -InputObject $Document -Name 'container'
    if ($container) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.ContainerDiagnosis'
            Name       = [string] $container.name
            Status     = [string] $container.status
            Outcome    = [string] $container.outcome
            Summary    = [string] $container.summary
            Port       = @(foreach ($port in @($container.ports)) { New-PwPortDiagnosis -Diagnosis $port -HostKind $kind })
            Remedy     = @(ConvertTo-PwRemedy -Remedy @($container.remedies))
            HostKind   = $kind
        }
    }
    $machine = Get-PwProperty -InputObject $Document -Name 'machine'
    if ($machine) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.MachineDiagnosis'
            Cause      = [string] (Get-PwProperty -InputObject $machine -Name 'cause' -Default '')
            Finding    = @(foreach ($finding in @($machine.findings)) { New-PwFinding -Finding $finding })
            Remedy     = @(ConvertTo-PwRemedy -Remedy @($machine.remedies))
            HostKind   = $kind
        }
    }
}
