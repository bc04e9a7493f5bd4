# Answers are kept for a day: far longer than a request stays valid, so that a claim outlives what it claims.
function Clear-PwOldAnswer {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Folder
    )

    foreach ($path in [IO.Directory]::GetDirectories($Folder)) {
        if ([IO.Path]::GetFileName($path) -cnotmatch '^[0-9a-f]{32}$') { continue }
        if ([IO.Directory]::GetLastWriteTimeUtc($path) -gt [DateTime]::UtcNow.AddDays(-1)) { continue }
        # One that is being read stays until the next time.
        try { [IO.Directory]::Delete($path, $true) } catch [System.IO.IOException], [System.UnauthorizedAccessException] { continue }
    }
}
