# Makes a persistent port reservation, which lasts until it is released; needs elevation.
# Source: CreatePersistentTcpPortReservation, CreatePersistentUdpPortReservation (iphlpapi.h). The start port is in network byte
# order, the number of ports is not. Returns the Win32 error: 0 done, 5 not elevated, 32 in use or overlapping, 87 bad range.
param($Question)
$ErrorActionPreference = 'Stop'
if (-not ('Portwright.ReservePort' -as [type])) {
    Add-Type -Namespace Portwright -Name ReservePort -MemberDefinition @'
[DllImport("iphlpapi.dll")]
public static extern uint CreatePersistentTcpPortReservation(ushort startPort, ushort numberOfPorts, out ulong token);
[DllImport("iphlpapi.dll")]
public static extern uint CreatePersistentUdpPortReservation(ushort startPort, ushort numberOfPorts, out ulong token);
'@
}
$port = [int] $Question.startPort
$networkOrder = [uint16] ((($port -band 0xff) -shl 8) -bor ($port -shr 8))
$numberOfPorts = [uint16] $Question.numberOfPorts
$token = [uint64] 0
$win32Error = $(
    if ($Question.protocol -eq 'tcp') {
        [Portwright.ReservePort]::CreatePersistentTcpPortReservation($networkOrder, $numberOfPorts, [ref] $token)
    }
    else {
        [Portwright.ReservePort]::CreatePersistentUdpPortReservation($networkOrder, $numberOfPorts, [ref] $token)
    }
)
@{ win32Error = [long] $win32Error }
