# Who owns a file or folder, and whom it grants what, in the terms of Windows on every system.
# Grants are what is allowed; what is denied is left out, which can only make the judgement stricter.
function Get-PwPathSecurity {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    # Throws where there is nothing. A link is not followed.
    $attributes = [IO.File]::GetAttributes($Path)
    $isFolder = [bool] ($attributes -band [IO.FileAttributes]::Directory)
    if (Test-PwOnWindows) { $found = Get-PwWindowsSecurity -Path $Path -IsFolder $isFolder }
    else { $found = Get-PwUnixSecurity -Path $Path }
    [pscustomobject] @{
        Path = $Path
        IsLink = [bool] ($attributes -band [IO.FileAttributes]::ReparsePoint)
        IsFolder = $isFolder
        Owner = $found.Owner
        Trusted = $found.Trusted
        Grant = @($found.Grant)
    }
}
