function Write-PwNotVerified {
    <#
    .SYNOPSIS
        Reports, as an error that does not end the call, that Windows does not show what a run says it did.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Result,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $broken = @($Result.Promise | Where-Object -FilterScript { [string] $_.Verified -eq 'No' })
    $details = @(foreach ($promise in $broken) { "$($promise.Promise): expected $($promise.Expected), found $($promise.Found)" }) -join '; '
    $parts = @{
        Code     = 'run.not-verified'
        Message  = "the run says it is done, but Windows does not show it: $details"
        Remedy   = $Result.UndoCommand
        ExitCode = 1
        Target   = $Result
    }
    Write-PwError -Record (New-PwErrorRecord @parts) -Caller $Caller
}
