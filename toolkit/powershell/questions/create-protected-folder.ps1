# Creates a folder that Administrators own: Administrators and SYSTEM may do anything, Users read, nothing is inherited.
# Source: System.IO.Directory.CreateDirectory(String, DirectorySecurity) of the .NET Framework, which creates the folder with its
# security in one step; SDDL as in "Security Descriptor String Format" (Windows SDK). Leaves alone what is there already.
param($Question)
$path = [string] $Question.path
if (Test-Path -LiteralPath $path) { return @{ created = $false } }
$security = New-Object -TypeName System.Security.AccessControl.DirectorySecurity
$security.SetSecurityDescriptorSddlForm('O:BAG:SYD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)')
[void] [IO.Directory]::CreateDirectory($path, $security)
@{ created = $true }
