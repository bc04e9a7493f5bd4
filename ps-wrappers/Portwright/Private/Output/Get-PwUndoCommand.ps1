function Get-PwUndoCommand {
    <#
    .SYNOPSIS
        Writes the command that puts back what a run changed, as a person can paste it.
    .OUTPUTS
        The command; an empty text where nothing of the run stands.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Document,
        [Parameter(Mandatory)] [hashtable] $Machine
    )

    $runId = [string] (Get-PwProperty -InputObject $Document -Name 'runId' -Default '')
    $standing = @(@($Document.steps) | Where-Object -FilterScript { $_.outcome -in 'applied', 'pending', 'not-undone' })
    if ($runId -eq '' -or $standing.Count -eq 0) { return '' }
    $words = @('Undo-PwRun', '-RunId', (ConvertTo-PwLiteral -Text $runId))
    if ($Machine['kind'] -ne 'auto') { $words += '-HostKind', (ConvertTo-PwLiteral -Text $Machine['kind']) }
    if ($Machine['systemRoot']) { $words += '-SystemRoot', (ConvertTo-PwLiteral -Text $Machine['systemRoot']) }
    if ($Machine['state']) { $words += '-State', (ConvertTo-PwLiteral -Text $Machine['state']) }
    return $words -join ' '
}
