# The folders that lead to the answer of one request, outermost first; the last is the answer's own.
function Get-PwAnswerFolder {
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [ValidatePattern('^[0-9a-f]{32}$')] [string] $Id
    )

    $protected = Get-PwProtectedFolder
    $requests = [IO.Path]::Combine($protected, 'requests')
    return [string[]] @($protected, $requests, [IO.Path]::Combine($requests, $Id))
}
