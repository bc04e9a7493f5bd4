function Test-PwFact {
    <#
    .SYNOPSIS
        Judges one fact by what was read. Pure.
    .OUTPUTS
        IsMet and Found. Throws where it cannot be judged.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $kind = [string] (Get-PwProperty -InputObject $Fact -Name 'kind' -Default '')
    switch -CaseSensitive ($kind) {
        'excluded-port-range' { return Test-PwExcludedPortRangePromise -Fact $Fact -Reading $Reading }
        'no-excluded-port-range' { return Test-PwNoExcludedPortRangePromise -Fact $Fact -Reading $Reading }
        'dynamic-port-range' { return Test-PwDynamicPortRangePromise -Fact $Fact -Reading $Reading }
        'no-block-outside' { return Test-PwNoBlockOutsidePromise -Fact $Fact -Reading $Reading }
        'no-registry-value' { return Test-PwNoRegistryValuePromise -Fact $Fact -Reading $Reading }
        'registry-value' { return Test-PwRegistryValuePromise -Fact $Fact -Reading $Reading }
        'service-state' { return Test-PwServiceStatePromise -Fact $Fact -Reading $Reading }
        'windows-feature' { return Test-PwWindowsFeaturePromise -Fact $Fact -Reading $Reading }
        'firewall-rule' { return Test-PwFirewallRulePromise -Fact $Fact -Reading $Reading }
        'no-firewall-rule' { return Test-PwNoFirewallRulePromise -Fact $Fact -Reading $Reading }
        'wsl-networking-mode' { return Test-PwWslNetworkingModePromise -Fact $Fact -Reading $Reading }
        'port-bindable' { return Test-PwPortBindablePromise -Fact $Fact -Reading $Reading }
        'container-serves' { return Test-PwContainerServesPromise -Fact $Fact -Reading $Reading }
        'no-container' { return Test-PwNoContainerPromise -Fact $Fact -Reading $Reading }
    }
    throw "this version of the module cannot check a promise of the kind '$kind'"
}
