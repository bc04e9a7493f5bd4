function New-PwMachine {
    <#
    .SYNOPSIS
        Reads HostKind, SystemRoot and State of a call into the machine of a request.
    .PARAMETER Bound
        The bound parameters of the call; all three may be missing.
    .OUTPUTS
        kind, and systemRoot and state as absolute paths where they were given. The command line does not know PowerShell's location.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Bound,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $machine = @{ kind = 'auto' }
    # As the schema of requests spells it: PowerShell takes any case.
    if ($Bound['HostKind']) { $machine['kind'] = ([string] $Bound['HostKind']).ToLowerInvariant() }
    foreach ($name in 'SystemRoot', 'State') {
        if (-not $Bound[$name]) { continue }
        $key = $name.Substring(0, 1).ToLowerInvariant() + $name.Substring(1)
        $machine[$key] = Resolve-PwFilePath -Path ([string] $Bound[$name]) -Caller $Caller
    }
    # The file is made when it is not there, and its folder would be too: of a typo.
    if ($machine['state']) { Assert-PwFolder -Path $machine['state'] -Caller $Caller }
    return $machine
}
