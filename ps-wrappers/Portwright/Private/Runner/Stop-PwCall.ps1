function Stop-PwCall {
    <#
    .SYNOPSIS
        Ends the caller's command with a terminating error whose position is the caller's own.
    .PARAMETER Failure
        An error message of the command line, or one that New-PwFailure built.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Throws')]
    param (
        [Parameter(Mandatory)] [object] $Failure,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller,
        [object] $Target
    )

    $Caller.ThrowTerminatingError((ConvertTo-PwErrorRecord -Failure $Failure -Target $Target))
}
