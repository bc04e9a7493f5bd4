# Reads the names of the NAT networks that lose their translation while winnat is down.
# Source: Get-NetNat (module NetNat).
param($Question)
@{ names = @(Get-NetNat -ErrorAction Stop | ForEach-Object { [string] $_.Name }) }
