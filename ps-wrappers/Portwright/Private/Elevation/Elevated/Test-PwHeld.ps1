# Whether the caller still wants the run: it keeps this file open and shares it with nobody, so that the system lets it go when the
# caller cancels, and also when it dies. Only an open that succeeds, or a file that is gone, says that it was let go.
function Test-PwHeld {
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    try {
        [IO.FileStream]::new($Path, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::ReadWrite).Dispose()
        $false
    }
    catch {
        $failure = $_.Exception.GetBaseException()
        -not ($failure -is [IO.FileNotFoundException] -or $failure -is [IO.DirectoryNotFoundException])
    }
}
