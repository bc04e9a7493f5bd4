function Get-PwFirewallRuleRead {
    <#
    .SYNOPSIS
        Plans one inbound rule of Windows' firewall, or of the one before Hyper-V's machines.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact
    )

    $layer = Get-PwFactText -Fact $Fact -Name 'layer' -Pattern '\A(host|hyper-v)\z'
    $name = Get-PwFactText -Fact $Fact -Name 'name' -Pattern '\APortwright-[0-9]{1,5}-(tcp|udp)\z'
    Get-PwQuestionRead -Name 'firewall-rule' -Question @{ layer = $layer; name = $name }
}
