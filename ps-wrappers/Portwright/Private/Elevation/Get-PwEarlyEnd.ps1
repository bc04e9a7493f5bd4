# Why the elevated process ended without a last message. The exit codes are those of Elevated/Invoke-PwElevatedSide.ps1. Once it has
# said `accepted` it may have changed something; before, it has not.
function Get-PwEarlyEnd {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Call
    )

    $exitCode = Get-PwProcessExitCode -Process $Call.Process
    if ($Call.IsAccepted) {
        return New-PwFailure -Code 'elevation.no-result' -ExitCode 3 `
            -Message "the elevated process ended with exit code $exitCode and without a result; changes may have been made" `
            -Remedy 'look with Get-PwRun, then Resume-PwRun or Undo-PwRun'
    }
    $untrusted = Get-PwUntrustedFolder -Path (Get-PwAnswerFolder -Id $Call.Id)
    if ($untrusted) {
        return New-PwFailure -Code 'run.state-directory-unsafe' -Message "nothing was changed: $untrusted" -ExitCode 2 `
            -Remedy 'look at what is in it, then remove or rename it; it is made anew by the next run'
    }
    $asAdministrator = 'call the command in a PowerShell that was opened as administrator'
    $failure = switch ($exitCode) {
        81 {
            @{
                Code     = 'elevation.request-invalid'
                Message  = 'a file of the module was replaced after the call had begun'
                Remedy   = 'import the module and call the command again'
                ExitCode = 2
            }
        }
        82 {
            @{
                Code     = 'run.needs-elevation'
                Message  = 'the process that was started is not elevated'
                Remedy   = $asAdministrator
                ExitCode = 4
            }
        }
        84 {
            @{
                Code     = 'elevation.request-invalid'
                Message  = 'the request was used before'
                Remedy   = 'call the command again'
                ExitCode = 2
            }
        }
        default {
            @{
                Code     = 'elevation.not-started'
                Message  = "the elevated PowerShell ended with exit code $exitCode before it took the request up"
                Remedy   = "a policy may forbid it: $asAdministrator"
                ExitCode = 1
            }
        }
    }
    $failure.Message = "nothing was changed: $($failure.Message)"
    return New-PwFailure @failure
}
