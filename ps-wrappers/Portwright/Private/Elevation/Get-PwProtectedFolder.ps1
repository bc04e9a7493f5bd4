# Where journals and answers are kept: on Windows a folder that only administrators can write.
# Windows is asked, not the environment, which the caller of an elevated process may have set.
function Get-PwProtectedFolder {
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    if (Test-PwOnWindows) {
        return [IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'Portwright')
    }
    $base = $env:XDG_STATE_HOME
    if ([string]::IsNullOrEmpty($base) -or -not $base.StartsWith('/')) {
        $base = [IO.Path]::Combine([Environment]::GetFolderPath('UserProfile'), '.local', 'state')
    }
    [IO.Path]::Combine($base, 'portwright')
}
