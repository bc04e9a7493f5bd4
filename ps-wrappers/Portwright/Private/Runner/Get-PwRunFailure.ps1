function Get-PwRunFailure {
    <#
    .SYNOPSIS
        The error message of a run document that ended as failed.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    $told = Get-PwProperty -InputObject $Document -Name 'error'
    $isWhole = $Document.outcome -eq 'failed-undone'
    $fallback = $(if ($isWhole) { 'the run failed; everything was put back' } else { 'the run failed, and something could not be put back' })
    $failure = @{
        Code     = [string] (Get-PwProperty -InputObject $told -Name 'code' -Default $(if ($isWhole) { 'internal.bug' } else { 'run.not-undone' }))
        Message  = [string] (Get-PwProperty -InputObject $told -Name 'message' -Default $fallback)
        Remedy   = [string] (Get-PwProperty -InputObject $told -Name 'remedy' -Default '')
        ExitCode = [int] $Document.exitCode
    }
    return New-PwFailure @failure
}
