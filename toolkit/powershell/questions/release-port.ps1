# Releases a persistent port reservation of exactly this start port and number of ports; needs elevation.
# Source: DeletePersistentTcpPortReservation, DeletePersistentUdpPortReservation (iphlpapi.h). The start port is in network byte
# order, the number of ports is not. Returns the Win32 error: 0 done, 5 not elevated, 87 bad range, 1168 no such reservation.
param($Question)
$ErrorActionPreference = 'Stop'
if (-not ('Portwright.ReleasePort' -as [type])) {
    Add-Type -Namespace Portwright -Name ReleasePort -MemberDefinition @'
[DllImport("iphlpapi.dll")]
public static extern uint DeletePersistentTcpPortReservation(ushort startPort, ushort numberOfPorts);
[DllImport("iphlpapi.dll")]
public static extern uint DeletePersistentUdpPortReservation(ushort startPort, ushort numberOfPorts);
'@
}
$port = [int] $Question.startPort
$networkOrder = [uint16] ((($port -band 0xff) -shl 8) -bor ($port -shr 8))
$numberOfPorts = [uint16] $Question.numberOfPorts
$win32Error = $(
    if ($Question.protocol -eq 'tcp') {
        [Portwright.ReleasePort]::DeletePersistentTcpPortReservation($networkOrder, $numberOfPorts)
    }
    else {
        [Portwright.ReleasePort]::DeletePersistentUdpPortReservation($networkOrder, $numberOfPorts)
    }
)
@{ win32Error = [long] $win32Error }
