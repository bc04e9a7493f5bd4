function Get-PwPromiseWord {
    <#
    .SYNOPSIS
        The two texts of a promise: what it is, and what is expected. Nothing for an unknown kind. Pure.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact
    )

    $text = @{}
    foreach ($name in 'protocol', 'family', 'key', 'name', 'type', 'data', 'service', 'state', 'featureName', 'container', 'layer', 'port', 'path', 'mode') {
        $text[$name] = [string] (Get-PwProperty -InputObject $Fact -Name $name -Default '')
    }
    switch -CaseSensitive ([string] (Get-PwProperty -InputObject $Fact -Name 'kind' -Default '')) {
        'excluded-port-range' {
            $range = Format-PwPortRange -Range (Get-PwFactRange -Fact $Fact)
            $lasts = Get-PwFactFlag -Fact $Fact -Name 'lasting'
            "$($text.protocol) $range is an administered excluded port range$(if ($lasts) { ', after a restart too' })"
            "rows marked * over all of $range$(if ($lasts) { ', in the active and in the persistent store' })"
        }
        'no-excluded-port-range' {
            $range = Format-PwPortRange -Range (Get-PwFactRange -Fact $Fact)
            "$($text.protocol) $range is no excluded port range"
            "no row $range in the active or in the persistent store"
        }
        'dynamic-port-range' {
            $range = Get-PwFactRange -Fact $Fact
            $lasts = Get-PwFactFlag -Fact $Fact -Name 'lasting'
            "the dynamic port range $($text.family) $($text.protocol) is $(Format-PwPortRange -Range $range)$(if ($lasts) { ', after a restart too' })"
            "start port $($range.StartPort), number of ports $($range.NumberOfPorts)$(if ($lasts) { ', in the active and in the persistent store' })"
        }
        'no-block-outside' {
            $range = Format-PwPortRange -Range (Get-PwFactRange -Fact $Fact)
            "winnat holds no block of ports outside $range"
            "every block without * lies in $range, tcp and udp"
        }
        'no-registry-value' { "there is no registry value $($text.name) in $($text.key)"; 'no such value' }
        'registry-value' { "the registry value $($text.name) in $($text.key) is $($text.data)"; "$($text.type) $($text.data)" }
        'service-state' { "the service $($text.service) is $($text.state)"; $text.state }
        'windows-feature' {
            $word = $(if (Get-PwFactFlag -Fact $Fact -Name 'enabled') { 'enabled' } else { 'disabled' })
            "the Windows feature $($text.featureName) is $word"; $word
        }
        'firewall-rule' {
            $where = $(if ($text.layer -eq 'hyper-v') { 'the Hyper-V firewall' } else { 'the firewall' })
            "$where lets $($text.protocol) $($text.port) in by the rule $($text.name)"
            "enabled, Inbound, Allow, $($text.protocol) $($text.port)"
        }
        'no-firewall-rule' { "there is no firewall rule $($text.name)"; 'no such rule' }
        'wsl-networking-mode' {
            $mode = $(if ($text.mode) { $text.mode } else { 'no networking mode' })
            "$($text.path) asks for $mode"; $mode
        }
        'port-bindable' {
            "a program can bind $($text.protocol) $(Format-PwList -Text (Get-PwFactPort -Fact $Fact))"
            'an exclusive bind on 0.0.0.0 succeeds'
        }
        'container-serves' {
            "the container $($text.container) serves its ports"
            'it runs, every port it asks for is published, a second bind gives 10048, Docker holds it, a tcp connection is accepted'
        }
        'no-container' { "there is no container $($text.container)"; 'no such container' }
    }
}
