function ConvertTo-PwPortTestDetail {
    <#
    .SYNOPSIS
        Says of each port of a diagnosis whether a program that names it could bind it now, and why.
    .OUTPUTS
        Portwright.PortTest. CanBind is null where something could not be read.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortTest')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    foreach ($port in @($Document.ports)) {
        $diagnosis = New-PwPortDiagnosis -Diagnosis $port -HostKind $Document.host.kind
        [pscustomobject] @{
            PSTypeName = 'Portwright.PortTest'
            Port       = $diagnosis.Port
            CanBind    = Test-PwBindableVerdict -Verdict $diagnosis.Verdict
            Verdict    = $diagnosis.Verdict
            Cause      = $diagnosis.Cause
            Confidence = $diagnosis.Confidence
            Summary    = $diagnosis.Summary
            HostKind   = $diagnosis.HostKind
        }
    }
}
