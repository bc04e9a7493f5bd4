function Test-PwNoRegistryValuePromise {
    <#
    .SYNOPSIS
        The value must be known not to be there.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $value = Get-PwRegistryValue -Fact $Fact -Reading $Reading
    if ($null -eq $value) { return @{ IsMet = $true; Found = 'no such value' } }
    @{ IsMet = $false; Found = "$($value.Type) $($value.Data)" }
}
