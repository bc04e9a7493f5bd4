# Administrators, SYSTEM and TrustedInstaller: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers
function Get-PwWindowsSecurity {
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [string] $Path,
        [bool] $IsFolder
    )

    $sections = [Security.AccessControl.AccessControlSections] 'Owner, Access'
    if ($IsFolder) { $security = [Security.AccessControl.DirectorySecurity]::new($Path, $sections) }
    else { $security = [Security.AccessControl.FileSecurity]::new($Path, $sections) }
    $sid = [Security.Principal.SecurityIdentifier]
    $grants = foreach ($rule in $security.GetAccessRules($true, $true, $sid)) {
        if ($rule.AccessControlType -ne [Security.AccessControl.AccessControlType]::Allow) { continue }
        @{
            Account = $rule.IdentityReference.Value
            Rights = [int] $rule.FileSystemRights
            IsInheritOnly = [bool] ($rule.PropagationFlags -band [Security.AccessControl.PropagationFlags]::InheritOnly)
        }
    }
    @{
        Owner = $security.GetOwner($sid).Value
        Trusted = @(
            'S-1-5-32-544'
            'S-1-5-18'
            'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'
        )
        Grant = @($grants)
    }
}
