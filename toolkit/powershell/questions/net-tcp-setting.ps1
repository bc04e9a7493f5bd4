# Reads the dynamic port ranges that Windows has per tcp setting, and the one of udp.
# Source: Get-NetTCPSetting, Get-NetUDPSetting (module NetTCPIP; classes MSFT_NetTCPSetting and MSFT_NetUDPSetting of
# ROOT\StandardCimv2). The tcp row Automatic is blank or 0 and comes with nulls; the udp row has no name.
param($Question)
function ConvertTo-Setting([string] $Protocol, $Row) {
    $isSet = $Row.DynamicPortRangeStartPort -gt 0 -and $Row.DynamicPortRangeNumberOfPorts -gt 0
    @{
        protocol = $Protocol
        settingName = [string] $Row.SettingName
        startPort = $(if ($isSet) { [int] $Row.DynamicPortRangeStartPort })
        numberOfPorts = $(if ($isSet) { [int] $Row.DynamicPortRangeNumberOfPorts })
    }
}
@{
    settings = @(
        Get-NetTCPSetting -ErrorAction Stop | ForEach-Object { ConvertTo-Setting 'tcp' $_ }
        Get-NetUDPSetting -ErrorAction Stop | ForEach-Object { ConvertTo-Setting 'udp' $_ }
    )
}
