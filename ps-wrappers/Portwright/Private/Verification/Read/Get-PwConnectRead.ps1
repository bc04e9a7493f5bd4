function Get-PwConnectRead {
    <#
    .SYNOPSIS
        Plans a connection to a published port: by its address, or by the loopback one where it is published on every address.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Binding
    )

    $address = $(if ($Binding.HostIp -in '', '0.0.0.0', '::') { '127.0.0.1' } else { $Binding.HostIp })
    Get-PwQuestionRead -Name 'probe-connect' -Question @{ address = $address; port = $Binding.HostPort }
}
