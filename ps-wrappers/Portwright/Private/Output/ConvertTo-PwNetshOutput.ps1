function ConvertTo-PwNetshOutput {
    <#
    .SYNOPSIS
        Makes objects of the tables of an answer to parse, kind by kind. HostKind is paste: it may be any machine's.
    .OUTPUTS
        Portwright.ExcludedPortRange, Portwright.DynamicPortRange, Portwright.PortProxy
    #>
    [CmdletBinding()]
    [OutputType('Portwright.ExcludedPortRange', 'Portwright.DynamicPortRange', 'Portwright.PortProxy')]
    param (
        [Parameter(Mandatory)] [object] $Document,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    foreach ($table in @(Get-PwProperty -InputObject $Document -Name 'excludedPortRanges')) {
        if ($table.protocolAssumed) {
            $Caller.WriteWarning("the table in line $($table.lineNumber) does not say its protocol; it is taken for $($table.protocol)")
        }
        if ($table.elided) { $Caller.WriteWarning("rows are missing from the table in line $($table.lineNumber)") }
        foreach ($row in @($table.ranges)) {
            New-PwExcludedPortRange -Row $row -Protocol $table.protocol -Store $table.store -HostKind 'paste'
        }
    }
    foreach ($row in @(Get-PwProperty -InputObject $Document -Name 'dynamicPortRanges')) {
        New-PwDynamicPortRange -Row $row -HostKind 'paste'
    }
    foreach ($row in @(Get-PwProperty -InputObject $Document -Name 'portProxies')) {
        [pscustomobject] @{
            PSTypeName     = 'Portwright.PortProxy'
            ListenAddress  = [string] $row.listenAddress
            ListenPort     = [int] $row.listenPort
            ConnectAddress = [string] $row.connectAddress
            ConnectPort    = [int] $row.connectPort
        }
    }
    foreach ($line in @(Get-PwProperty -InputObject $Document -Name 'ignored')) {
        $Caller.WriteVerbose("line $($line.number) says nothing that is known: $(Limit-PwText -Text $line.text)")
    }
}
