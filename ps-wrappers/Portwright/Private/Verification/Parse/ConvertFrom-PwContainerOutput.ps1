function ConvertFrom-PwContainerOutput {
    <#
    .SYNOPSIS
        Reads what docker container inspect NAME prints: an array of one container.
    .OUTPUTS
        Status, Wanted (the bindings that were asked for) and Published (those that are there). Throws for anything else.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    $what = 'docker container inspect'
    if (-not $Text.TrimStart().StartsWith('[')) { throw "cannot read ${what}: it is no JSON array" }
    # Not at once: Windows PowerShell writes an array as one object, which would become the only element of another.
    $parsed = ConvertFrom-PwJson -Text $Text
    $container = @($parsed)
    if ($container.Count -ne 1) { throw "cannot read ${what}: it shows $($container.Count) containers" }
    $part = @{}
    foreach ($name in 'State', 'HostConfig', 'NetworkSettings') {
        $part[$name] = Get-PwProperty -InputObject $container[0] -Name $name
        if ($part[$name] -isnot [System.Management.Automation.PSCustomObject]) { throw "cannot read ${what}: it has no $name" }
    }
    $status = Get-PwProperty -InputObject $part['State'] -Name 'Status'
    if ($status -isnot [string]) { throw "cannot read ${what}: it has no State.Status" }
    [pscustomobject] @{
        Status    = $status
        Wanted    = @(ConvertFrom-PwPortMap -Map (Get-PwProperty -InputObject $part['HostConfig'] -Name 'PortBindings'))
        Published = @(ConvertFrom-PwPortMap -Map (Get-PwProperty -InputObject $part['NetworkSettings'] -Name 'Ports'))
    }
}
