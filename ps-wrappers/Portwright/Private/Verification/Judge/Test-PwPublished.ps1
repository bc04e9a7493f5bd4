function Test-PwPublished {
    <#
    .SYNOPSIS
        Whether every binding that a container asked for is there. A container can run without: Docker then shows an empty list.
        Asking for no address is answered by 0.0.0.0, by :: or by none.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [object] $Container
    )

    foreach ($wanted in $Container.Wanted) {
        $answer = @($Container.Published | Where-Object -FilterScript {
                $_.Protocol -ceq $wanted.Protocol -and $_.ContainerPort -eq $wanted.ContainerPort -and $_.HostPort -gt 0 -and
                ($wanted.HostPort -eq 0 -or $_.HostPort -eq $wanted.HostPort) -and
                ($_.HostIp -ceq $wanted.HostIp -or ($wanted.HostIp -eq '' -and $_.HostIp -in '0.0.0.0', '::'))
            })
        if ($answer.Count -eq 0) { return $false }
    }
    return $true
}
