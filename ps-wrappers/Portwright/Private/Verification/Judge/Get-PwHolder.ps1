function Get-PwHolder {
    <#
    .SYNOPSIS
        The names of the processes that hold a published port on its address; on every address, the loopback one counts too,
        because it is there that the connection is tried. Throws where one has no name.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Binding,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $every = '0.0.0.0', '::'
    $address = $every + $(if ($Binding.HostIp -in '', '0.0.0.0', '::') { '127.0.0.1' } else { $Binding.HostIp })
    $answer = Get-PwReading -Read (Get-PwQuestionRead -Name 'listeners') -Reading $Reading
    # Strict: an answer without the list is an error, an empty list is not.
    $sockets = $answer.Answer.sockets
    if ($null -eq $sockets) { throw 'the answer to listeners has no sockets' }
    $name = foreach ($socket in @($sockets)) {
        if ($socket.protocol -cne $Binding.Protocol -or $socket.localPort -ne $Binding.HostPort -or $socket.state -ceq 'connected') { continue }
        if ($address -notcontains $socket.localAddress) { continue }
        $given = Get-PwProperty -InputObject $socket -Name 'processName'
        if (-not $given) { throw "the process $($socket.processId) that holds $($Binding.Protocol) $($Binding.HostPort) has no name" }
        $given
    }
    $name | Sort-Object -Unique
}
