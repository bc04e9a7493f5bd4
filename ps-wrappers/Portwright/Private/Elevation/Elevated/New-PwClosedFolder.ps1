# Administrators own it, they and SYSTEM may do anything, Users read, nothing is inherited: the folder is made with its security
# in one step, which only the .NET Framework offers, on which the elevated Windows PowerShell runs.
# Source: System.IO.Directory.CreateDirectory(String, DirectorySecurity); SDDL as in toolkit/powershell/questions/create-protected-folder.ps1.
function New-PwClosedFolder {
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '',
        Justification = 'Runs in the elevated child, after the person has agreed')]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    if (-not (Test-PwOnWindows)) {
        [void] [IO.Directory]::CreateDirectory($Path, [IO.UnixFileMode] 'UserRead, UserWrite, UserExecute')
        return
    }
    $security = [Security.AccessControl.DirectorySecurity]::new()
    $security.SetSecurityDescriptorSddlForm('O:BAG:SYD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)')
    [void] [IO.Directory]::CreateDirectory($Path, $security)
}
