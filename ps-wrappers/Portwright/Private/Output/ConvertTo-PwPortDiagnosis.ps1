function ConvertTo-PwPortDiagnosis {
    <#
    .SYNOPSIS
        Makes objects of a diagnosis: one for each port, one for a container, or one for the whole machine.
    .OUTPUTS
        Portwright.PortDiagnosis, Portwright.ContainerDiagnosis, Portwright.MachineDiagnosis
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortDiagnosis', 'Portwright.ContainerDiagnosis', 'Portwright.MachineDiagnosis')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $kind = [string] $Document.host.kind
    foreach ($port in @(Get-PwProperty -InputObject $Document -Name 'ports')) { New-PwPortDiagnosis -Diagnosis $port -HostKind $kind }
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
            Finding    = @(foreach ($finding in @($machine.findings)) { New-PwFinding -Finding $finding })
            Remedy     = @(ConvertTo-PwRemedy -Remedy @($machine.remedies))
            HostKind   = $kind
        }
    }
}
