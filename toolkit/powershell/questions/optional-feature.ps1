# Reads the state of one optional feature of the running Windows; needs elevation.
# Source: Get-WindowsOptionalFeature (module Dism). State is an enumeration, whose names Windows does not translate. A feature that
# this Windows does not know fails with 0x800f080c (CBS_E_UNKNOWN_UPDATE).
param($Question)
$ErrorActionPreference = 'Stop'
$unknownFeature = -2146498548
$known = 'Enabled', 'Disabled', 'EnablePending', 'DisablePending', 'DisabledWithPayloadRemoved'
$state = 'Absent'
try {
    $feature = Get-WindowsOptionalFeature -Online -FeatureName $Question.featureName -ErrorAction Stop
    if ($feature) { $state = [string] $feature.State }
}
catch {
    if ($_.Exception.GetBaseException().HResult -ne $unknownFeature) { throw }
}
if ($state -ne 'Absent' -and $known -notcontains $state) { $state = 'Other' }
@{ state = $state }
