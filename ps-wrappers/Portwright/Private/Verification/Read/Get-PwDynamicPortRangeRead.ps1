function Get-PwDynamicPortRangeRead {
    <#
    .SYNOPSIS
        Plans one of the four dynamic port ranges, in one store.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Family,
        [Parameter(Mandatory)] [string] $Protocol,
        [Parameter(Mandatory)] [string] $Store
    )

    Get-PwProgramRead -Program 'netsh.exe' -Argument 'interface', $Family, 'show', 'dynamicportrange', "protocol=$Protocol", "store=$Store"
}
