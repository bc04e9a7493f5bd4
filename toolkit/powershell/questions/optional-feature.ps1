# Reads the state of one optional feature of the running Windows.
# Source: Get-WindowsOptionalFeature (module Dism), which needs elevation. State is an enumeration, whose names Windows does not
# translate. A feature that this Windows does not know fails with 0x800f080c (CBS_E_UNKNOWN_UPDATE).
# Without elevation, where that one fails with 0x800702e4 (ERROR_ELEVATION_REQUIRED): Win32_OptionalFeature (WMI, Windows SDK), which
# knows 1 enabled, 2 disabled, 3 absent, 4 unknown. Guess: what waits for a restart is one of these to it, and what it does not
# list at all is a feature that this Windows does not know.
param($Question)
$ErrorActionPreference = 'Stop'
$unknownFeature = -2146498548
$elevationRequired = -2147024156
$known = 'Enabled', 'Disabled', 'EnablePending', 'DisablePending', 'DisabledWithPayloadRemoved'
$installStates = @{ 1 = 'Enabled'; 2 = 'Disabled'; 3 = 'Absent' }
$state = 'Absent'
try {
    $feature = Get-WindowsOptionalFeature -Online -FeatureName $Question.featureName -ErrorAction Stop
    if ($feature) { $state = [string] $feature.State }
}
catch {
    $reason = $_.Exception.GetBaseException().HResult
    if ($reason -eq $elevationRequired) {
        # Compared here: no text from outside becomes part of a query.
        foreach ($row in Get-CimInstance -ClassName Win32_OptionalFeature -ErrorAction Stop) {
            if ($row.Name -eq $Question.featureName) { $state = [string] $installStates[[int] $row.InstallState] }
        }
    }
    elseif ($reason -ne $unknownFeature) { throw }
}
if ($state -ne 'Absent' -and $known -notcontains $state) { $state = 'Other' }
@{ state = $state }
