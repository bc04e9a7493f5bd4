function Get-PwFactFlag {
    <#
    .SYNOPSIS
        Takes true or false out of a fact, or throws where it is neither.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact,
        [Parameter(Mandatory)] [string] $Name
    )

    $value = Get-PwProperty -InputObject $Fact -Name $Name
    if ($value -is [bool]) { return $value }
    throw "the promise does not say whether it is ${Name}: '$value'"
}
