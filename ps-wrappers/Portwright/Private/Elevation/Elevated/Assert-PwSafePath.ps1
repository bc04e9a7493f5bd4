function Assert-PwSafePath {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Role
    )

    $reason = Get-PwUnsafeReason -Security (Get-PwPathSecurity -Path $Path) -Role $Role
    if (-not $reason) { return }
    $refusal = @{
        Code   = 'elevation.unsafe-folder'
        Reason = "$Path $reason; what an elevated process starts must be in the hands of administrators"
        Remedy = 'install for all users: portwright powershell install --scope AllUsers, and Node.js by its installer; ' +
        'or open PowerShell as administrator and call again'
    }
    throw (New-PwRefusal @refusal)
}
