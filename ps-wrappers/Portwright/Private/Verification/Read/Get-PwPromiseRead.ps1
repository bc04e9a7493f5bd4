function Get-PwPromiseRead {
    <#
    .SYNOPSIS
        Plans what must be read to judge a fact. Pure.
    .PARAMETER Reading
        What was read so far. Only a container needs it, for the ports that it was asked to publish.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    switch -CaseSensitive ([string] (Get-PwProperty -InputObject $Fact -Name 'kind' -Default '')) {
        'excluded-port-range' {
            foreach ($store in Get-PwPromisedStore -Fact $Fact) {
                Get-PwExcludedPortRangeRead -Protocol (Get-PwFactProtocol -Fact $Fact) -Store $store
            }
        }
        'no-excluded-port-range' {
            foreach ($store in 'active', 'persistent') {
                Get-PwExcludedPortRangeRead -Protocol (Get-PwFactProtocol -Fact $Fact) -Store $store
            }
        }
        'dynamic-port-range' {
            $family = Get-PwFactFamily -Fact $Fact
            foreach ($store in Get-PwPromisedStore -Fact $Fact) {
                Get-PwDynamicPortRangeRead -Family $family -Protocol (Get-PwFactProtocol -Fact $Fact) -Store $store
            }
            if ($family -eq 'ipv4') { Get-PwQuestionRead -Name 'net-tcp-setting' }
        }
        'no-block-outside' {
            foreach ($protocol in 'tcp', 'udp') { Get-PwExcludedPortRangeRead -Protocol $protocol -Store 'active' }
        }
        'no-registry-value' { Get-PwRegistryRead -Fact $Fact -Reading $Reading }
        'registry-value' { Get-PwRegistryRead -Fact $Fact -Reading $Reading }
        'service-state' { Get-PwServiceRead -Fact $Fact }
        'windows-feature' { Get-PwFeatureRead -Fact $Fact }
        { $_ -in 'firewall-rule', 'no-firewall-rule' } { Get-PwFirewallRuleRead -Fact $Fact }
        'wsl-networking-mode' { Get-PwWslConfigRead -Fact $Fact }
        'port-bindable' { Get-PwBindRead -Protocol (Get-PwFactProtocol -Fact $Fact) -Port (Get-PwFactPort -Fact $Fact) }
        'container-serves' { Get-PwContainerRead -Fact $Fact -Reading $Reading }
        'no-container' { Get-PwContainerListRead }
    }
}
