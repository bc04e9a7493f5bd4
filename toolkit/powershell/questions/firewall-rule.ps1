# Reads one inbound rule of Windows' firewall, or of the Hyper-V firewall that stands before WSL in mirrored mode.
# Source: Get-NetFirewallRule, Get-NetFirewallPortFilter, Get-NetFirewallAddressFilter, Get-NetFirewallHyperVRule (module
# NetSecurity). What is not found fails with the category ObjectNotFound; so does a cmdlet that this Windows does not have: a Windows
# without the Hyper-V firewall (older than Windows 11 22H2) has no rule of it either. States are names of the module's enumerations, which Windows does not translate.
param($Question)
$ErrorActionPreference = 'Stop'
function ConvertTo-Word($Value) { @(foreach ($one in $Value) { ([string] $one) -split ',\s*' -ne '' }) }
$isHyperV = $Question.layer -eq 'hyper-v'
$rule = $null
try {
    if ($isHyperV) { $rule = Get-NetFirewallHyperVRule -Name $Question.name -ErrorAction Stop }
    else { $rule = Get-NetFirewallRule -Name $Question.name -ErrorAction Stop }
}
catch {
    $isMissing = $_.Exception -is [Management.Automation.CommandNotFoundException]
    if (($isMissing -and -not $isHyperV) -or [string] $_.CategoryInfo.Category -ne 'ObjectNotFound') { throw }
}
if ($null -eq $rule) { return @{ rule = $null } }
if ($isHyperV) {
    $protocol = $rule.Protocol
    $localPorts = $rule.LocalPorts
    $remoteAddresses = $rule.RemoteAddresses
    $profiles = $null
}
else {
    $ports = Get-NetFirewallPortFilter -AssociatedNetFirewallRule $rule -ErrorAction Stop
    $addresses = Get-NetFirewallAddressFilter -AssociatedNetFirewallRule $rule -ErrorAction Stop
    $protocol = $ports.Protocol
    $localPorts = $ports.LocalPort
    $remoteAddresses = $addresses.RemoteAddress
    $profiles = $rule.Profile
}
@{
    rule = @{
        displayName = [string] $rule.DisplayName
        enabled = [string] $rule.Enabled -eq 'True'
        direction = [string] $rule.Direction
        action = [string] $rule.Action
        protocol = [string] $protocol
        localPorts = @(ConvertTo-Word -Value $localPorts)
        remoteAddresses = @(ConvertTo-Word -Value $remoteAddresses)
        profiles = @(ConvertTo-Word -Value $profiles)
    }
}
