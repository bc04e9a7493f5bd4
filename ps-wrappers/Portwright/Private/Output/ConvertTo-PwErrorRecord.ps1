function ConvertTo-PwErrorRecord {
    <#
    .SYNOPSIS
        Makes an error record from an error message of the protocol.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [object] $Failure,
        [object] $Target
    )

    $parts = @{
        Code     = [string] (Get-PwProperty -InputObject $Failure.error -Name 'code' -Default 'internal.bug')
        Message  = [string] (Get-PwProperty -InputObject $Failure.error -Name 'message' -Default 'no reason was given')
        Remedy   = [string] (Get-PwProperty -InputObject $Failure.error -Name 'remedy' -Default '')
        ExitCode = [int] $Failure.exitCode
        Target   = $Target
    }
    return New-PwErrorRecord @parts
}
