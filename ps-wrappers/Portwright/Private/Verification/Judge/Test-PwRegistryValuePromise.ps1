function Test-PwRegistryValuePromise {
    <#
    .SYNOPSIS
        The value must be there with this type and these data, as reg.exe prints them.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $value = Get-PwRegistryValue -Fact $Fact -Reading $Reading
    if ($null -eq $value) { return @{ IsMet = $false; Found = 'no such value' } }
    $type = Get-PwFactText -Fact $Fact -Name 'type' -Pattern '\AREG_[A-Z_]+\z'
    $data = Get-PwFactText -Fact $Fact -Name 'data' -Pattern '\A'
    @{ IsMet = $value.Type -ceq $type -and $value.Data -ceq $data; Found = "$($value.Type) $($value.Data)" }
}
