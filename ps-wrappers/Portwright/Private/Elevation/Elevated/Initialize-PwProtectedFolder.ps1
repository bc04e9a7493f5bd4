# Makes the folder, or judges the one that is there. Returns why it cannot be trusted; nothing where it can.
function Initialize-PwProtectedFolder {
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    if (-not [IO.Directory]::Exists($Path)) { New-PwClosedFolder -Path $Path }
    Get-PwUnsafeReason -Security (Get-PwPathSecurity -Path $Path) -Role Protected
}
