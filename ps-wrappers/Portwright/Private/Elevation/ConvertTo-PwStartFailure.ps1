# Why no elevated process came to be. Start-Process passes on the words of Windows, but not its number 1223 (StartWithShellExecute in
# https://github.com/PowerShell/PowerShell/blob/master/src/Microsoft.PowerShell.Commands.Management/commands/management/Process.cs),
# so those are compared too: Windows is asked for the words of 1223, in whatever language it speaks.
function ConvertTo-PwStartFailure {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Management.Automation.ErrorRecord] $ErrorRecord
    )

    $cancelled = 1223
    $words = ([ComponentModel.Win32Exception]::new($cancelled)).Message.TrimEnd('.', ' ')
    $isRefused = $ErrorRecord.Exception.Message.Contains($words)
    for ($exception = $ErrorRecord.Exception; $null -ne $exception; $exception = $exception.InnerException) {
        if ($exception -is [ComponentModel.Win32Exception] -and $exception.NativeErrorCode -eq $cancelled) { $isRefused = $true }
    }
    if ($isRefused) {
        $message = 'the prompt of User Account Control was declined or not answered, or there is no desktop to show it on'
        return New-PwFailure -Code 'elevation.refused' -ExitCode 4 -Message "nothing was changed: $message" `
            -Remedy 'call the command again and confirm, or call it in a PowerShell that was opened as administrator'
    }
    return New-PwFailure -Code 'elevation.not-started' -ExitCode 1 `
        -Message "nothing was changed: no elevated process could be started: $($ErrorRecord.Exception.GetBaseException().Message)" `
        -Remedy 'call the command in a PowerShell that was opened as administrator'
}
