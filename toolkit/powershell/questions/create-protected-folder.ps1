# Creates a folder that Administrators own: Administrators and SYSTEM may do anything, Users read, nothing is inherited.
# Source: System.IO.Directory.CreateDirectory(String, DirectorySecurity) of the .NET Framework and, in .NET,
# System.IO.FileSystemAclExtensions.CreateDirectory(DirectorySecurity, String): both create the folder with its security in one
# step. SDDL as in "Security Descriptor String Format" (Windows SDK). Leaves alone what is there already.
param($Question)
$ErrorActionPreference = 'Stop'
$path = [string] $Question.path
if (Test-Path -LiteralPath $path) { return @{ created = $false } }
$security = New-Object -TypeName System.Security.AccessControl.DirectorySecurity
$security.SetSecurityDescriptorSddlForm('O:BAG:SYD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)')
if ('System.IO.FileSystemAclExtensions' -as [type]) {
    [void] [IO.FileSystemAclExtensions]::CreateDirectory($security, $path)
}
else { [void] [IO.Directory]::CreateDirectory($path, $security) }
@{ created = $true }
