function Read-PwPastedText {
    <#
    .SYNOPSIS
        Reads a file that somebody pasted an output into: UTF-8, or UTF-16 as Windows PowerShell's > writes it.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $file = Resolve-PwFilePath -Path $Path -Caller $Caller
    try { return [IO.File]::ReadAllText($file) }
    catch {
        $reason = $_.Exception.GetBaseException().Message
        Stop-PwCall -Caller $Caller -Failure (New-PwFailure -Code 'input.unreadable-file' -Message "cannot read ${file}: $reason" -ExitCode 2)
    }
}
