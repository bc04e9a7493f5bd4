# Reads who owns a folder and who may write in it: allowed, inherited and inherit-only entries alike, by SID.
# Source: Get-Acl, System.Security.AccessControl. The mask holds every right to write, append, delete, or change attributes,
# permissions and owner, and GENERIC_WRITE and GENERIC_ALL (FileSystemRights; winnt.h).
param($Question)
$ErrorActionPreference = 'Stop'
$writeRights = 0x500d0156
$path = [string] $Question.path
$attributes = $null
try {
    $attributes = [IO.File]::GetAttributes($path)
}
catch {
    $failure = $_.Exception.GetBaseException()
    if ($failure -isnot [IO.FileNotFoundException] -and $failure -isnot [IO.DirectoryNotFoundException]) { throw }
}
if ($null -eq $attributes) { return @{ exists = $false; isLink = $false; ownerSid = ''; writerSids = @() } }
$sid = [Security.Principal.SecurityIdentifier]
$acl = Get-Acl -LiteralPath $path -ErrorAction Stop
$writers = foreach ($rule in $acl.GetAccessRules($true, $true, $sid)) {
    if ($rule.AccessControlType -ne [Security.AccessControl.AccessControlType]::Allow) { continue }
    if (([int] $rule.FileSystemRights -band $writeRights) -ne 0) { [string] $rule.IdentityReference.Value }
}
@{
    exists = $true
    isLink = [bool] ($attributes -band [IO.FileAttributes]::ReparsePoint)
    ownerSid = [string] $acl.GetOwner($sid).Value
    writerSids = @(foreach ($writer in $writers | Select-Object -Unique) { [string] $writer })
}
