function Get-PwFactText {
    <#
    .SYNOPSIS
        Takes a text out of a fact, or throws where it is not of the allowed form: some become arguments of programs.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Pattern
    )

    $value = Get-PwProperty -InputObject $Fact -Name $Name
    if ($value -is [string] -and $value -cmatch $Pattern) { return $value }
    throw "the promise has no valid ${Name}: '$value'"
}
