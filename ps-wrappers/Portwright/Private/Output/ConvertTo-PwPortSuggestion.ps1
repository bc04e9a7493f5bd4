function ConvertTo-PwPortSuggestion {
    <#
    .SYNOPSIS
        Makes one object of each port that is suggested.
    .OUTPUTS
        Portwright.PortSuggestion, best first. Probability is null for a port outside the dynamic port range.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortSuggestion')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $protocol = [string] $Document.protocol
    foreach ($port in @($Document.ports)) {
        $estimate = Get-PwProperty -InputObject $port -Name 'estimate'
        [pscustomobject] @{
            PSTypeName            = 'Portwright.PortSuggestion'
            Port                  = Format-PwPortSpec -Port $port.port -Protocol $protocol
            PortNumber            = [int] $port.port
            Protocol              = $protocol
            IsOutsideDynamicRange = [bool] $port.isOutsideDynamicRange
            IsProbed              = [bool] $port.isProbed
            Probability           = Get-PwProperty -InputObject $estimate -Name 'probability'
            HostKind              = [string] $Document.host.kind
        }
    }
}
