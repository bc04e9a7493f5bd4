# Who this process is, as the owner of a file is named: a SID on Windows, `user <number>` elsewhere, where it is asked for once.
function Get-PwUserId {
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    if (Test-PwOnWindows) { return [Security.Principal.WindowsIdentity]::GetCurrent().User.Value }
    $known = Get-Variable -Name PwUserId -Scope Script -ValueOnly -ErrorAction Ignore
    if (-not $known) {
        $known = "user $(& '/usr/bin/id' -u)"
        Set-Variable -Name PwUserId -Scope Script -Value $known
    }
    return $known
}
