function ConvertTo-PwSupportBundle {
    <#
    .SYNOPSIS
        Makes an object of a bundle that was written.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.SupportBundle')]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $replaced = Get-PwProperty -InputObject $Document -Name 'replaced'
    return [pscustomobject] @{
        PSTypeName = 'Portwright.SupportBundle'
        Path       = [string] $Document.path
        Replaced   = @(foreach ($kind in @($replaced.PSObject.Properties)) {
                [pscustomobject] @{ PSTypeName = 'Portwright.Replacement'; Kind = $kind.Name; Count = [int] $kind.Value }
            })
        Unread     = @(Get-PwProperty -InputObject $Document -Name 'unread')
        Text       = [string] $Document.text
        HostKind   = [string] $Document.host.kind
    }
}
