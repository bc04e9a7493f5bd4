function Test-PwPortBindablePromise {
    <#
    .SYNOPSIS
        An exclusive bind must succeed on every port.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $refused = @(foreach ($read in @(Get-PwBindRead -Protocol (Get-PwFactProtocol -Fact $Fact) -Port (Get-PwFactPort -Fact $Fact))) {
            $code = Get-PwQuestionInteger -Read $read -Reading $Reading -Name 'socketError'
            # WSAEACCES and WSAEADDRINUSE tell of the port; any other number tells of the attempt.
            if ($code -notin 0, 10013, 10048) { throw "a bind to $($read.Question.port) gives $code" }
            if ($code -ne 0) { "$($read.Question.port) ($code)" }
        })
    $found = $(if ($refused.Count -eq 0) { 'every bind succeeded' } else { "bind refused: $(Format-PwList -Text $refused)" })
    @{ IsMet = $refused.Count -eq 0; Found = $found }
}
