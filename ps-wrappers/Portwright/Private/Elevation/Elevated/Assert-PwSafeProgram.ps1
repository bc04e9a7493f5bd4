# Refuses a program that others than administrators can replace: the file, its folder and every folder above it; with -WithFolder
# also everything beside and below it, because a script loads its neighbours.
function Assert-PwSafeProgram {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Path,
        [switch] $WithFolder
    )

    $absolute = '^/'
    if (Test-PwOnWindows) { $absolute = '^[A-Za-z]:\\' }
    if ($Path -notmatch $absolute -or [IO.Path]::GetFullPath($Path) -cne $Path) {
        throw (New-PwRefusal -Reason "$Path is not an absolute path on a drive of this machine")
    }
    if (-not [IO.File]::Exists($Path)) { throw (New-PwRefusal -Reason "there is no $Path") }
    $folder = [IO.Path]::GetDirectoryName($Path)
    # From the root down, so that no folder is looked into before the way to it is known to be safe.
    $ancestors = for ($above = [IO.Path]::GetDirectoryName($folder); $above; $above = [IO.Path]::GetDirectoryName($above)) { $above }
    $ancestors = @($ancestors)
    [Array]::Reverse($ancestors)
    foreach ($ancestor in $ancestors) { Assert-PwSafePath -Path $ancestor -Role Ancestor }
    Assert-PwSafePath -Path $folder -Role Program
    Assert-PwSafePath -Path $Path -Role Program
    if ($WithFolder) { Assert-PwSafeTree -Folder $folder }
}
