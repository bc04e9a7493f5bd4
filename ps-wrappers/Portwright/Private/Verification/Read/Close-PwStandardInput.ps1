function Close-PwStandardInput {
    <#
    .SYNOPSIS
        Ends the input of a program, so that it asks nothing. One that has ended already is no error.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Diagnostics.Process] $Process
    )

    try { $Process.StandardInput.Close() }
    catch [System.IO.IOException] { Write-Debug -Message "it reads no more: $_" }
}
