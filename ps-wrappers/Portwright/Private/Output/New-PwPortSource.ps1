function New-PwPortSource {
    <#
    .SYNOPSIS
        Makes an object of a place that names a port: what was asked, an error, a file, a container.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PortSource')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Source
    )

    return [pscustomobject] @{
        PSTypeName = 'Portwright.PortSource'
        Kind       = [string] $Source.kind
        File       = [string] (Get-PwProperty -InputObject $Source -Name 'file' -Default '')
        Service    = [string] (Get-PwProperty -InputObject $Source -Name 'service' -Default '')
        Address    = [string] (Get-PwProperty -InputObject $Source -Name 'address' -Default '')
        Text       = [string] $Source.text
    }
}
