function Get-PwAskedBinding {
    <#
    .SYNOPSIS
        The bindings that a container asked for by number. Port 0 is one that Docker chooses.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Container
    )

    $Container.Wanted | Where-Object -FilterScript { $_.HostPort -gt 0 }
}
