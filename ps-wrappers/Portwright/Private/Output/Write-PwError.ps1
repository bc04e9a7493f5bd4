function Write-PwError {
    <#
    .SYNOPSIS
        Reports an error of the caller's command as the caller of that command wants it: in this module alone every error would end it.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Management.Automation.ErrorRecord] $Record,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $ErrorActionPreference = $Caller.GetVariableValue('ErrorActionPreference')
    $Caller.WriteError($Record)
}
