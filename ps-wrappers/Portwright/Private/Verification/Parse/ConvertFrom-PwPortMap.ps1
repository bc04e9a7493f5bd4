function ConvertFrom-PwPortMap {
    <#
    .SYNOPSIS
        Reads Docker's map of ports; HostConfig.PortBindings and NetworkSettings.Ports look the same.
    .OUTPUTS
        HostIp (empty: every address), HostPort (0: Docker chooses), ContainerPort and Protocol of each binding. None for null and
        for ports without a binding. sctp is left out: Windows has none.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Map
    )

    if ($null -eq $Map) { return }
    if ($Map -isnot [System.Management.Automation.PSCustomObject]) { throw 'cannot read docker container inspect: its ports are no map' }
    foreach ($entry in $Map.PSObject.Properties) {
        if ($entry.Name -cnotmatch '\A([0-9]{1,5})/([a-z]+)\z') { throw "cannot read docker container inspect: port $($entry.Name)" }
        $containerPort = [int] $Matches[1]
        $protocol = $Matches[2]
        if ($protocol -notin 'tcp', 'udp' -or $null -eq $entry.Value) { continue }
        foreach ($binding in @($entry.Value)) {
            if ($binding -isnot [System.Management.Automation.PSCustomObject]) {
                throw "cannot read docker container inspect: port $($entry.Name) has no list of bindings"
            }
            $hostPort = [string] (Get-PwProperty -InputObject $binding -Name 'HostPort' -Default '')
            [pscustomobject] @{
                HostIp        = [string] (Get-PwProperty -InputObject $binding -Name 'HostIp' -Default '')
                HostPort      = $(if ($hostPort -match '\A[0-9]{1,5}\z') { [int] $hostPort } else { 0 })
                ContainerPort = $containerPort
                Protocol      = $protocol
            }
        }
    }
}
