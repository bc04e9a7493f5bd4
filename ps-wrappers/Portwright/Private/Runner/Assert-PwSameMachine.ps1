function Assert-PwSameMachine {
    <#
    .SYNOPSIS
        Refuses an object of the pipeline that tells of another machine than the one the caller would change.
    .DESCRIPTION
        A diagnosis of a simulated machine, or of somebody's pasted output, must not lead to a change of this one.
    .PARAMETER HostKind
        Which machine the caller would change.
    #>
    [CmdletBinding()]
    param (
        [AllowNull()] [object] $InputObject,
        [Parameter(Mandatory)] [string] $HostKind,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $told = [string] (Get-PwProperty -InputObject $InputObject -Name 'HostKind')
    if (-not $told -or $told -eq $HostKind -or ($HostKind -eq 'auto' -and $told -in 'windows', 'linux')) { return }
    $remedy = $(
        if ($told -eq 'paste') { 'call it on the machine that the paste is from, and name the ports' }
        else { "add -HostKind $told and what names that machine, or name the ports" }
    )
    $failure = @{
        Code     = 'input.invalid-argument'
        Message  = "what came through the pipeline tells of another machine (HostKind $told) than the one to be changed (HostKind $HostKind)"
        Remedy   = $remedy
        ExitCode = 2
    }
    Stop-PwCall -Caller $Caller -Failure (New-PwFailure @failure) -Target $InputObject
}
