function Get-PwCompletionMachine {
    <#
    .SYNOPSIS
        The machine of a half-typed call. A path that PowerShell knows nothing of is left as it is typed.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [AllowNull()] [System.Collections.IDictionary] $Bound
    )

    $machine = @{ kind = 'auto' }
    if ($null -eq $Bound) { return $machine }
    if ($Bound['HostKind'] -in 'windows', 'linux', 'simulated') { $machine['kind'] = ([string] $Bound['HostKind']).ToLowerInvariant() }
    foreach ($name in 'SystemRoot', 'State') {
        if (-not $Bound[$name]) { continue }
        $key = $name.Substring(0, 1).ToLowerInvariant() + $name.Substring(1)
        $machine[$key] = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath([string] $Bound[$name])
    }
    return $machine
}
