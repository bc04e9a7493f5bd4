function Get-PwInspectRead {
    <#
    .SYNOPSIS
        Plans what Docker says of one container. The name has the characters that Docker allows; above all, it is never an option.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact
    )

    Get-PwProgramRead -Program 'docker.exe' -Argument 'container', 'inspect', (Get-PwFactContainer -Fact $Fact)
}
