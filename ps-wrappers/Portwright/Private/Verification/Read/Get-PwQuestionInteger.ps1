function Get-PwQuestionInteger {
    <#
    .SYNOPSIS
        Takes a whole number out of an answer. Null is no number here: to PowerShell it would be 0, which is success.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [object] $Read,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading,
        [Parameter(Mandatory)] [string] $Name
    )

    $answer = Get-PwReading -Read $Read -Reading $Reading
    $value = Get-PwProperty -InputObject $answer.Answer -Name $Name
    if ($value -is [int] -or $value -is [long]) { return [int] $value }
    throw "the answer to $($Read.Name) has no number $Name"
}
