# Reads the names of the NAT networks that lose their translation while winnat is down.
# Source: Get-NetNat (module NetNat).
param($Question)
$ErrorActionPreference = 'Stop'
@{ names = @(foreach ($row in Get-NetNat -ErrorAction Stop) { [string] $row.Name }) }
