# The folder of the caller's own for requests. What a killed call left there goes after a day.
function Initialize-PwRequestFolder {
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    if (Test-PwOnWindows) {
        $folder = [IO.Path]::Combine([Environment]::GetFolderPath('LocalApplicationData'), 'Portwright', 'Requests')
        [void] [IO.Directory]::CreateDirectory($folder)
    }
    else {
        $state = Get-PwProtectedFolder
        $folder = [IO.Path]::Combine($state, 'outbox')
        $onlyMine = [IO.UnixFileMode] 'UserRead, UserWrite, UserExecute'
        foreach ($path in $state, $folder) {
            if (-not [IO.Directory]::Exists($path)) { [void] [IO.Directory]::CreateDirectory($path, $onlyMine) }
        }
        [IO.File]::SetUnixFileMode($folder, $onlyMine)
    }
    foreach ($path in [IO.Directory]::GetFiles($folder)) {
        if ([IO.File]::GetLastWriteTimeUtc($path) -gt [DateTime]::UtcNow.AddDays(-1)) { continue }
        try { [IO.File]::Delete($path) }
        catch [System.IO.IOException], [System.UnauthorizedAccessException] { Write-Debug -Message "left for the next time: $_" }
    }
    return $folder
}
