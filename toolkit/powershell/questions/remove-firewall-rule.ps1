# Removes one rule of Windows' firewall, or of the Hyper-V firewall that stands before WSL in mirrored mode.
# Source: Remove-NetFirewallRule, Remove-NetFirewallHyperVRule (module NetSecurity). What is not found fails with the category
# ObjectNotFound; so does a cmdlet that this Windows does not have, which is another thing.
param($Question)
$ErrorActionPreference = 'Stop'
$removed = $true
try {
    if ($Question.layer -eq 'hyper-v') {
        [void] (Remove-NetFirewallHyperVRule -Name $Question.name -Confirm:$false -ErrorAction Stop)
    }
    else { [void] (Remove-NetFirewallRule -Name $Question.name -Confirm:$false -ErrorAction Stop) }
}
catch {
    $isMissing = $_.Exception -is [Management.Automation.CommandNotFoundException]
    if ($isMissing -or [string] $_.CategoryInfo.Category -ne 'ObjectNotFound') { throw }
    $removed = $false
}
@{ removed = $removed }
