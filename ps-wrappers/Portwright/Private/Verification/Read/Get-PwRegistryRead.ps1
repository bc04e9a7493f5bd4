function Get-PwRegistryRead {
    <#
    .SYNOPSIS
        Plans a registry value and its key, and the keys above as long as none of them could be read.
    .DESCRIPTION
        reg.exe ends with 1 for a value that is not there and for one that may not be read. Only where its key can be read, or a
        key above shows that there is no such key, is the value known to be missing.
    .OUTPUTS
        The read of the value, then those of the keys from the lowest up.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $key = Get-PwFactText -Fact $Fact -Name 'key' -Pattern '\A(HKLM|HKCU|HKEY_LOCAL_MACHINE|HKEY_CURRENT_USER)(\\[^\\"\x00-\x1f]+)+\z'
    $name = Get-PwFactText -Fact $Fact -Name 'name' -Pattern '\A[^\x00-\x1f"/][^\x00-\x1f"]*\z'
    Get-PwProgramRead -Program 'reg.exe' -Argument 'query', $key, '/v', $name
    while ($true) {
        $read = Get-PwProgramRead -Program 'reg.exe' -Argument 'query', $key
        $read
        $isUnreadable = $Reading.Contains($read.Key) -and -not $Reading[$read.Key].Error -and $Reading[$read.Key].ExitCode -ne 0
        if (-not $isUnreadable -or $key -notmatch '\A[^\\]+\\.') { return }
        $key = $key -replace '\\[^\\]+\z'
    }
}
