# Where a symbolic link or junction leads, as it is written in it; nothing for anything else. Windows PowerShell gives a list.
function Get-PwLinkTarget {
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    $item = Get-Item -LiteralPath $Path -Force -ErrorAction Ignore
    if ($null -eq $item -or $item.LinkType -notin 'SymbolicLink', 'Junction') { return }
    return [string] @($item.Target)[0]
}
