# The command line of the elevated PowerShell. Its text is fixed, but for base64, whose letters mean nothing to PowerShell; all that
# differs from call to call is in there.
#
# No -EncodedCommand: it makes 2.7 characters out of one, and ShellExecute takes about 2048 of them
# (https://devblogs.microsoft.com/oldnewthing/20031210-00/?p=41553). No -File: it would be read again after it was judged.
# PSModulePath first, because the caller's own may name folders that the caller writes in.
function Get-PwElevatedArgument {
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [hashtable] $Call
    )

    $code = Get-PwElevatedCode
    $order = [ordered] @{
        id          = $Call.Id
        request     = $Call.Path
        requestHash = $Call.RequestHash
        caller      = Get-PwUserId
        code        = $code.Folder
        codeHash    = $code.Hash
    }
    $data = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes((ConvertTo-PwAsciiJson -Value $order)))
    $command = @(
        '$ErrorActionPreference=''Stop'''
        '$env:PSModulePath=[IO.Path]::Combine($PSHOME,''Modules'')'
        '$o=ConvertFrom-Json([Text.Encoding]::ASCII.GetString([Convert]::FromBase64String(''' + $data + ''')))'
        '$f=[string[]]@([IO.Directory]::GetFiles($o.code,''*'',''AllDirectories'')-like''*.ps1'')'
        '[Array]::Sort($f,[StringComparer]::Ordinal)'
        '$m=[IO.MemoryStream]::new()'
        'foreach($p in $f){$b=[IO.File]::ReadAllBytes($p);$m.Write($b,0,$b.Length)}'
        '$b=$m.ToArray()'
        '$h=[Security.Cryptography.SHA256CryptoServiceProvider]::new().ComputeHash($b)'
        'if([BitConverter]::ToString($h).Replace(''-'','''') -ne $o.codeHash){exit 81}'
        '. ([ScriptBlock]::Create([Text.Encoding]::ASCII.GetString($b)))'
        'exit(Invoke-PwElevatedSide $o)'
    )
    return [string[]] @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command', ($command -join ';'))
}
