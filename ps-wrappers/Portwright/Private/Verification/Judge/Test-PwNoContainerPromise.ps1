function Test-PwNoContainerPromise {
    <#
    .SYNOPSIS
        No container may have the name, whatever its state.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $name = Get-PwFactContainer -Fact $Fact
    $names = @(ConvertFrom-PwContainerListOutput -Text (Get-PwProgramText -Read (Get-PwContainerListRead) -Reading $Reading))
    $isThere = $names -ccontains $name
    @{ IsMet = -not $isThere; Found = $(if ($isThere) { 'the container is there' } else { 'no such container' }) }
}
