function Get-PwQuestionRead {
    <#
    .SYNOPSIS
        Plans the answer to one of the fixed questions.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [hashtable] $Question = @{}
    )

    $word = foreach ($key in @($Question.Keys | Sort-Object)) { '{0}={1}' -f $key, $Question[$key] }
    [pscustomobject] @{
        Key      = @('question', $Name) + @($word) -join "`n"
        Source   = 'question'
        Name     = $Name
        Question = $Question
    }
}
