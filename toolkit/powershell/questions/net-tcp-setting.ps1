# Reads the dynamic port ranges that Windows has per tcp setting, and the one of udp.
# Source: Get-NetTCPSetting, Get-NetUDPSetting (module NetTCPIP; classes MSFT_NetTCPSetting and MSFT_NetUDPSetting of
# ROOT\StandardCimv2). The tcp row Automatic is blank or 0 and comes with nulls; the udp row has no name.
param($Question)
$ErrorActionPreference = 'Stop'
function ConvertTo-Setting([string] $Protocol, $Row) {
    $name = $Row.PSObject.Properties['SettingName']
    $isSet = $Row.DynamicPortRangeStartPort -gt 0 -and $Row.DynamicPortRangeNumberOfPorts -gt 0
    @{
        protocol = $Protocol
        settingName = $(if ($name) { [string] $name.Value } else { '' })
        startPort = $(if ($isSet) { [int] $Row.DynamicPortRangeStartPort })
        numberOfPorts = $(if ($isSet) { [int] $Row.DynamicPortRangeNumberOfPorts })
    }
}
@{
    settings = @(
        foreach ($row in Get-NetTCPSetting -ErrorAction Stop) { ConvertTo-Setting -Protocol 'tcp' -Row $row }
        foreach ($row in Get-NetUDPSetting -ErrorAction Stop) { ConvertTo-Setting -Protocol 'udp' -Row $row }
    )
}
