# A link is refused where it is met, so the walk never leaves the folder. Declarations of types, which are most of it, are never run.
function Assert-PwSafeTree {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Folder
    )

    foreach ($path in [IO.Directory]::GetFileSystemEntries($Folder)) {
        if ($path.EndsWith('.d.ts') -and [IO.File]::Exists($path)) { continue }
        Assert-PwSafePath -Path $path -Role Program
        if ([IO.Directory]::Exists($path)) { Assert-PwSafeTree -Folder $path }
    }
}
