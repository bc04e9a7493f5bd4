function ConvertTo-PwReading {
    <#
    .SYNOPSIS
        One entry of an observation as an answer to its read.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Read,
        [Parameter(Mandatory)] [object] $Answer
    )

    $asked = $(switch ($Read.Source) { 'program' { @($Read.Program) + $Read.Argument } 'file' { $Read.Path } default { $Read.Name } })
    $given = $(switch ($Read.Source) { 'program' { @($Answer.file) + $Answer.args } 'file' { $Answer.path } default { $Answer.name } })
    if (($asked -join "`n") -cne ($given -join "`n")) {
        throw "the command line of Portwright answered $($given -join ' ') where $($asked -join ' ') was asked"
    }
    $failure = Get-PwProperty -InputObject $Answer -Name 'error'
    if ($null -ne $failure) { return [pscustomobject] @{ Key = $Read.Key; Error = [string] $failure.message } }
    # No file, no text.
    if ($Read.Source -eq 'file') { return [pscustomobject] @{ Key = $Read.Key; Error = $null; Answer = [string] (Get-PwProperty -InputObject $Answer -Name 'text' -Default '') } }
    if ($Read.Source -eq 'question') { return [pscustomobject] @{ Key = $Read.Key; Error = $null; Answer = $Answer.answer } }
    [pscustomobject] @{
        Key      = $Read.Key
        Error    = $null
        ExitCode = [int] $Answer.exitCode
        StdOut   = [string] $Answer.stdout
        StdErr   = [string] $Answer.stderr
    }
}
