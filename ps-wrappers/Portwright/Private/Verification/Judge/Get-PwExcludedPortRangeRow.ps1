function Get-PwExcludedPortRangeRow {
    <#
    .SYNOPSIS
        Takes the rows of one table, or throws why it cannot be read.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Protocol,
        [Parameter(Mandatory)] [string] $Store,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $read = Get-PwExcludedPortRangeRead -Protocol $Protocol -Store $Store
    ConvertFrom-PwExcludedPortRangeOutput -Text (Get-PwProgramText -Read $read -Reading $Reading)
}
