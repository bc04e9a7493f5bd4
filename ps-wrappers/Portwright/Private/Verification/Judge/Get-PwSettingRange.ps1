function Get-PwSettingRange {
    <#
    .SYNOPSIS
        The different dynamic port ranges that Get-NetTCPSetting or Get-NetUDPSetting names, as START+NUMBER. The row Automatic
        has none. Throws where no row has one.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Protocol,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $answer = Get-PwReading -Read (Get-PwQuestionRead -Name 'net-tcp-setting') -Reading $Reading
    $range = @(foreach ($row in @(Get-PwProperty -InputObject $answer.Answer -Name 'settings')) {
            $start = Get-PwProperty -InputObject $row -Name 'startPort' -Default 0
            $count = Get-PwProperty -InputObject $row -Name 'numberOfPorts' -Default 0
            if ((Get-PwProperty -InputObject $row -Name 'protocol') -ceq $Protocol -and $start -gt 0 -and $count -gt 0) { "$start+$count" }
        })
    if ($range.Count -eq 0) { throw "Get-Net$($Protocol.ToUpperInvariant())Setting names no dynamic port range" }
    $range | Sort-Object -Unique
}
