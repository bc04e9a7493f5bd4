function Get-PwContainerListRead {
    <#
    .SYNOPSIS
        Plans the list of all containers, stopped ones too, one JSON object a line.
    #>
    [CmdletBinding()]
    param ()

    Get-PwProgramRead -Program 'docker.exe' -Argument 'ps', '--all', '--no-trunc', '--format', '{{json .}}'
}
