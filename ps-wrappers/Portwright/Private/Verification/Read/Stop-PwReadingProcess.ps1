function Stop-PwReadingProcess {
    <#
    .SYNOPSIS
        Ends a program that only reads.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Ends what this module started')]
    param (
        [Parameter(Mandatory)] [System.Diagnostics.Process] $Process
    )

    try { $Process.Kill() }
    catch [System.InvalidOperationException], [System.ComponentModel.Win32Exception] {
        Write-Debug -Message "it ended by itself: $_"
    }
}
