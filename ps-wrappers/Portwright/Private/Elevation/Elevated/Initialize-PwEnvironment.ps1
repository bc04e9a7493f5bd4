# Leaves this process, and so all that it starts, with what the command line needs: no NODE_OPTIONS, no PATH of the user's own. On
# Windows the values come from the system, for the account that elevated, which need not be the caller's.
function Initialize-PwEnvironment {
    [CmdletBinding()]
    param ()

    $clean = Get-PwCleanEnvironment
    foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
        # A bare $null would arrive as an empty text, and leave an empty variable.
        if (-not $clean.Contains($name)) { [Environment]::SetEnvironmentVariable($name, [NullString]::Value) }
    }
    foreach ($name in $clean.Keys) { [Environment]::SetEnvironmentVariable($name, $clean[$name]) }
    $folder = '/'
    if (Test-PwOnWindows) { $folder = [Environment]::SystemDirectory }
    [Environment]::CurrentDirectory = $folder
}
