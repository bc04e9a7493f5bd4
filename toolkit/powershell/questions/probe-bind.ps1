# Binds a socket with SO_EXCLUSIVEADDRUSE to the very address and port, and lets go at once: nothing ever listens.
# Source: System.Net.Sockets.Socket; "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE" (Windows SDK). SocketErrorCode is the
# Winsock number on every platform, and -1 for what has none: 10013 forbidden, 10048 in use, 10049 no such address here.
param($Question)
$ErrorActionPreference = 'Stop'
$address = [Net.IPAddress]::Parse($Question.address)
$isTcp = $Question.protocol -eq 'tcp'
$type = $(if ($isTcp) { [Net.Sockets.SocketType]::Stream } else { [Net.Sockets.SocketType]::Dgram })
$protocol = $(if ($isTcp) { [Net.Sockets.ProtocolType]::Tcp } else { [Net.Sockets.ProtocolType]::Udp })
$socketError = 0
$socket = $null
try {
    $socket = New-Object -TypeName System.Net.Sockets.Socket -ArgumentList $address.AddressFamily, $type, $protocol
    $socket.ExclusiveAddressUse = $true
    $socket.Bind((New-Object -TypeName System.Net.IPEndPoint -ArgumentList $address, ([int] $Question.port)))
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
