function Test-PwFirewallRulePromise {
    <#
    .SYNOPSIS
        A rule lets its port in where it is on, inbound, allows, and names this port of this protocol.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $answer = Get-PwReading -Read (Get-PwFirewallRuleRead -Fact $Fact) -Reading $Reading
    $rule = Get-PwProperty -InputObject $answer.Answer -Name 'rule'
    if ($null -eq $rule) { return @{ IsMet = $false; Found = 'no such rule' } }
    $protocol = Get-PwFactProtocol -Fact $Fact
    $port = Get-PwProperty -InputObject $Fact -Name 'port'
    $state = $(if ($rule.enabled) { 'enabled' } else { 'disabled' })
    $isMet = $rule.enabled -and $rule.direction -eq 'Inbound' -and $rule.action -eq 'Allow' -and
        $rule.protocol -eq $protocol -and @($rule.localPorts) -contains [string] $port
    @{ IsMet = [bool] $isMet; Found = "$state, $($rule.direction), $($rule.action), $($rule.protocol) $(@($rule.localPorts) -join ', ')" }
}
