function Test-PwDynamicPortRangePromise {
    <#
    .SYNOPSIS
        netsh must name the range in each promised store and, for ipv4, Get-NetTCPSetting or Get-NetUDPSetting too: a
        disagreement is No. These cmdlets do not tell the families apart.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $range = Get-PwFactRange -Fact $Fact
    $family = Get-PwFactFamily -Fact $Fact
    $protocol = Get-PwFactProtocol -Fact $Fact
    $expected = '{0}+{1}' -f $range.StartPort, $range.NumberOfPorts
    $said = [ordered] @{}
    foreach ($store in Get-PwPromisedStore -Fact $Fact) {
        $read = Get-PwDynamicPortRangeRead -Family $family -Protocol $protocol -Store $store
        $printed = ConvertFrom-PwDynamicPortRangeOutput -Text (Get-PwProgramText -Read $read -Reading $Reading)
        $said["netsh $store"] = '{0}+{1}' -f $printed.StartPort, $printed.NumberOfPorts
    }
    $isPrinted = @(@($said.Values) -ne $expected).Count -eq 0
    if ($family -eq 'ipv4') {
        try { $said['PowerShell'] = @(Get-PwSettingRange -Protocol $protocol -Reading $Reading) }
        # What netsh shows is enough for No, and not enough for Yes.
        catch { if ($isPrinted) { throw } }
    }
    $all = @($said.Values | ForEach-Object -Process { $_ })
    $found = foreach ($source in $said.Keys) { "${source}: $(Format-PwList -Text $said[$source])" }
    @{ IsMet = @($all -ne $expected).Count -eq 0; Found = $found -join '; ' }
}
