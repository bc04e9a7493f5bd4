function Get-PwProgramText {
    <#
    .SYNOPSIS
        Takes what a program printed, or throws where it could not be started or did not end with 0.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Read,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $answer = Get-PwReading -Read $Read -Reading $Reading
    if ($answer.ExitCode -ne 0) { throw (Get-PwProgramFailure -Read $Read -Answer $answer) }
    return [string] $answer.StdOut
}
