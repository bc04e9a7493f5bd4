# Opens a tcp connection and closes it at once, without sending anything.
# Source: System.Net.Sockets.Socket. 0 is connected, 10061 refused, 10060 no answer within 5 seconds.
param($Question)
$ErrorActionPreference = 'Stop'
$address = [Net.IPAddress]::Parse($Question.address)
$type = [Net.Sockets.SocketType]::Stream
$socketError = 0
$socket = $null
try {
    $protocol = [Net.Sockets.ProtocolType]::Tcp
    $socket = New-Object -TypeName System.Net.Sockets.Socket -ArgumentList $address.AddressFamily, $type, $protocol
    $connecting = $socket.BeginConnect($address, [int] $Question.port, $null, $null)
    if ($connecting.AsyncWaitHandle.WaitOne(5000)) { $socket.EndConnect($connecting) }
    else { $socketError = [int] [Net.Sockets.SocketError]::TimedOut }
}
catch {
    $failure = $_.Exception.GetBaseException()
    if ($failure -isnot [Net.Sockets.SocketException]) { throw }
    $socketError = [int] $failure.SocketErrorCode
    if ($socketError -lt 0) { throw }
}
finally {
    if ($socket) { $socket.Close() }
}
@{ socketError = $socketError }
