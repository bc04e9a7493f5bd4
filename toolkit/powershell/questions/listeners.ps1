# Reads every socket that occupies a local port, with the name of its process, the services in that process, and
# whether it runs in another session than this one.
# Source: Get-NetTCPConnection, Get-NetUDPEndpoint (module NetTCPIP), Get-Process, Win32_Service. State names are those of the
# module's own enumeration, which Windows does not translate. A process that has ended in between has no name.
param($Question)
$ErrorActionPreference = 'Stop'
$processNames = @{}
$ownSession = [Diagnostics.Process]::GetCurrentProcess().SessionId
$otherSessions = @{}
foreach ($process in Get-Process) {
    $processNames[[int] $process.Id] = $process.ProcessName
    # Known of every process without any right, other than its account: services are in session 0.
    $session = $process.PSObject.Properties['SessionId']
    if ($session -and $session.Value -ne $ownSession) { $otherSessions[[int] $process.Id] = $true }
}
$services = @{}
foreach ($service in Get-CimInstance -ClassName Win32_Service -Filter 'ProcessId <> 0' -ErrorAction Stop) {
    $processId = [int] $service.ProcessId
    if (-not $services.ContainsKey($processId)) { $services[$processId] = @() }
    $services[$processId] += [string] $service.Name
}
function ConvertTo-Socket([string] $Protocol, [string] $State, $Row) {
    $processId = [int] $Row.OwningProcess
    $socket = @{
        protocol = $Protocol
        localAddress = [string] $Row.LocalAddress
        localPort = [int] $Row.LocalPort
        state = $State
        processId = $processId
    }
    if ($processNames.ContainsKey($processId)) { $socket.processName = [string] $processNames[$processId] }
    if ($services.ContainsKey($processId)) { $socket.services = $services[$processId] }
    if ($otherSessions.ContainsKey($processId)) { $socket.isOtherSession = $true }
    $socket
}
@{
    sockets = @(
        foreach ($row in Get-NetTCPConnection -ErrorAction Stop) {
            if (-not $row.LocalPort) { continue }
            $state = $(if ([string] $row.State -eq 'Listen') { 'listening' } else { 'connected' })
            ConvertTo-Socket -Protocol 'tcp' -State $state -Row $row
        }
        foreach ($row in Get-NetUDPEndpoint -ErrorAction Stop) {
            if (-not $row.LocalPort) { continue }
            ConvertTo-Socket -Protocol 'udp' -State 'bound' -Row $row
        }
    )
}
