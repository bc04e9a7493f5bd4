function Get-PwReading {
    <#
    .SYNOPSIS
        Takes what was read, or throws why it could not be.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Read,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    if (-not $Reading.Contains($Read.Key)) { throw "was not read: $($Read.Key -replace '\n', ' ')" }
    $answer = $Reading[$Read.Key]
    if ($answer.Error) { throw [string] $answer.Error }
    return $answer
}
