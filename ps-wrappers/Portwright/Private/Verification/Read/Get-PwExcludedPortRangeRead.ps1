function Get-PwExcludedPortRangeRead {
    <#
    .SYNOPSIS
        Plans one table of excluded port ranges. The ipv4 and the ipv6 command show the same (BigFix fixlet 27007), so one is read.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Protocol,
        [Parameter(Mandatory)] [string] $Store
    )

    Get-PwProgramRead -Program 'netsh.exe' -Argument 'interface', 'ipv4', 'show', 'excludedportrange', "protocol=$Protocol", "store=$Store"
}
