# The first of these folders that cannot be trusted, and why, in words; nothing where all can. One that is missing is no matter.
function Get-PwUntrustedFolder {
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string[]] $Path
    )

    foreach ($folder in $Path) {
        if (-not [IO.Directory]::Exists($folder) -and -not [IO.File]::Exists($folder)) { continue }
        $reason = Get-PwUnsafeReason -Security (Get-PwPathSecurity -Path $folder) -Role Protected
        if ($reason) { return "$folder $reason" }
    }
}
