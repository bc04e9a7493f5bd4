# The mode's write bits as rights of Windows. Who may write in a folder may also remove what is in it, except where it is sticky.
function Get-PwUnixSecurity {
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [string] $Path
    )

    $stat = (Get-Item -LiteralPath $Path -Force).UnixStat
    $rights = 0x6
    if ($stat.ItemType -eq 'Directory' -and -not $stat.IsSticky) { $rights = 0x46 }
    $grants = @()
    if ($stat.Mode -band 0x10) { $grants += @{ Account = "group $($stat.GroupId)"; Rights = $rights; IsInheritOnly = $false } }
    if ($stat.Mode -band 0x2) { $grants += @{ Account = 'everybody'; Rights = $rights; IsInheritOnly = $false } }
    @{
        Owner = "user $($stat.UserId)"
        Trusted = @('user 0', (Get-PwUserId))
        Grant = $grants
    }
}
