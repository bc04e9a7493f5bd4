# Reads when Windows was last started, as ISO 8601 in UTC. Fast Startup does not change it.
# Source: Win32_OperatingSystem.LastBootUpTime.
param($Question)
$ErrorActionPreference = 'Stop'
$system = Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop
@{ bootedAt = $system.LastBootUpTime.ToUniversalTime().ToString('o', [Globalization.CultureInfo]::InvariantCulture) }
