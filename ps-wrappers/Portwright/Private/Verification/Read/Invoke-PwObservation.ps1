function Invoke-PwObservation {
    <#
    .SYNOPSIS
        Sends one request to observe a machine.
    .OUTPUTS
        One answer for each read. Throws where the command line gives none, or another number than was asked for.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine,
        [Parameter(Mandatory)] [object[]] $Read
    )

    $program = @($Read | Where-Object -FilterScript { $_.Source -eq 'program' })
    $question = @($Read | Where-Object -FilterScript { $_.Source -eq 'question' })
    $file = @($Read | Where-Object -FilterScript { $_.Source -eq 'file' })
    $given = @{}
    foreach ($name in 'kind', 'systemRoot', 'state') {
        $value = Get-PwProperty -InputObject $Machine -Name $name
        if ($value) { $given[$name] = [string] $value }
    }
    # The command line would make a new machine, of which nothing was promised.
    if ($given['kind'] -eq 'simulated' -and -not ($given['state'] -and [IO.File]::Exists($given['state']))) {
        throw 'this simulated machine was not kept, so it cannot be read again'
    }
    $message = Invoke-PwDirectRequest -TimeoutMs 120000 -Request @{
        schemaVersion = 1
        action        = 'observe'
        host          = $given
        commands      = @(foreach ($each in $program) { @{ file = $each.Program; args = @($each.Argument) } })
        questions     = @(foreach ($each in $question) { @{ name = $each.Name; question = $each.Question } })
        files         = @(foreach ($each in $file) { $each.Path })
    }
    if ($message.type -ne 'result') { throw [string] $message.error.message }
    $commandAnswer = @(Get-PwProperty -InputObject $message.document -Name 'commands')
    $questionAnswer = @(Get-PwProperty -InputObject $message.document -Name 'questions')
    $fileAnswer = @(Get-PwProperty -InputObject $message.document -Name 'files')
    if ($commandAnswer.Count -ne $program.Count -or $questionAnswer.Count -ne $question.Count -or $fileAnswer.Count -ne $file.Count) {
        throw 'the command line of Portwright did not answer everything that it was asked'
    }
    for ($index = 0; $index -lt $program.Count; $index++) { ConvertTo-PwReading -Read $program[$index] -Answer $commandAnswer[$index] }
    for ($index = 0; $index -lt $question.Count; $index++) { ConvertTo-PwReading -Read $question[$index] -Answer $questionAnswer[$index] }
    for ($index = 0; $index -lt $file.Count; $index++) { ConvertTo-PwReading -Read $file[$index] -Answer $fileAnswer[$index] }
}
