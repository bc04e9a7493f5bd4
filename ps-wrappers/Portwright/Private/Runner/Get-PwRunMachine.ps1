function Get-PwRunMachine {
    <#
    .SYNOPSIS
        The machine that a run was made on, named so that a later call finds it again.
    .DESCRIPTION
        A simulated machine that nobody named is kept all the same, in a file that only the result tells.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [Parameter(Mandatory)] [object] $Document,
        [Parameter(Mandatory)] [hashtable] $Machine
    )

    if ($Document.host.kind -ne 'simulated') { return $Machine }
    $exact = @{ kind = 'simulated' }
    $place = [string] $Document.host.machine
    if ([IO.Path]::IsPathRooted($place)) { $exact['state'] = $place }
    return $exact
}
