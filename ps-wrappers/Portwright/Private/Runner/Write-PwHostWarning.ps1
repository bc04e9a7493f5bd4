function Write-PwHostWarning {
    <#
    .SYNOPSIS
        Tells the person at the console, where there is one, past the pipeline: that may be stopping already.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Message
    )

    try { $Host.UI.WriteWarningLine($Message) }
    catch { Write-Debug -Message "nobody is there to be told: $_" }
}
