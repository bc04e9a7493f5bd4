# Why what an elevated process is about to rely on can be changed by others; nothing where it cannot.
#
# Role Program   a file, or the folder it lies in: nobody else may write in it. What a folder only passes on to what will be made
#                in it gives no right to the folder, and what is in it is judged itself.
# Role Ancestor  a folder further up: nobody else may replace what is below. To add something there does no harm.
# Role Protected a folder of Portwright's own: what it passes on counts too, because it will be written in.
#
# Rights: FileSystemRights, GENERIC_ALL, GENERIC_WRITE (https://learn.microsoft.com/windows/win32/secauthz/access-mask-format).
# Write and append, attributes, delete, permissions, owner; an ancestor: delete, delete what is below, permissions, owner.
function Get-PwUnsafeReason {
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Security,
        [Parameter(Mandatory)] [ValidateSet('Program', 'Ancestor', 'Protected')] [string] $Role
    )

    if ($Security.IsLink) { return 'is a link' }
    if ($Security.Trusted -notcontains $Security.Owner) { return "belongs to $(Get-PwAccountName -Id $Security.Owner)" }
    $harmful = 0x500d0156
    if ($Role -eq 'Ancestor') { $harmful = 0x100d0040 }
    $others = foreach ($grant in $Security.Grant) {
        if ($Security.Trusted -contains $grant.Account) { continue }
        if ($grant.IsInheritOnly -and $Role -ne 'Protected') { continue }
        if ($grant.Rights -band $harmful) { Get-PwAccountName -Id $grant.Account }
    }
    if ($null -eq $others) { return }
    $others = @($others | Select-Object -Unique)
    return "can be changed by $($others -join ', ')"
}
