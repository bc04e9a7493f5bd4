# Lets one port in, through Windows' firewall or through the Hyper-V firewall that stands before WSL in mirrored mode. A rule of
# that name that is there already stays as it is.
# Source: New-NetFirewallRule, New-NetFirewallHyperVRule (module NetSecurity); the VMCreatorId of WSL is in its documentation,
# "Accessing network applications with WSL".
param($Question)
$ErrorActionPreference = 'Stop'
$isHyperV = $Question.layer -eq 'hyper-v'
try {
    if ($isHyperV) { $known = Get-NetFirewallHyperVRule -Name $Question.name -ErrorAction Stop }
    else { $known = Get-NetFirewallRule -Name $Question.name -ErrorAction Stop }
    if ($null -ne $known) { return @{ added = $false } }
}
catch {
    $isMissing = $_.Exception -is [Management.Automation.CommandNotFoundException]
    if ($isMissing -or [string] $_.CategoryInfo.Category -ne 'ObjectNotFound') { throw }
}
$rule = @{
    Name = [string] $Question.name
    DisplayName = [string] $Question.displayName
    Direction = 'Inbound'
    Action = 'Allow'
    Protocol = ([string] $Question.protocol).ToUpperInvariant()
    ErrorAction = 'Stop'
}
if ($isHyperV) {
    $rule.VMCreatorId = '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}'
    $rule.LocalPorts = [string] $Question.port
    [void] (New-NetFirewallHyperVRule @rule)
}
else {
    $rule.LocalPort = [string] $Question.port
    $rule.RemoteAddress = [string] $Question.remoteAddress
    $rule.Profile = ([string] $Question.profiles) -split ','
    [void] (New-NetFirewallRule @rule)
}
@{ added = $true }
