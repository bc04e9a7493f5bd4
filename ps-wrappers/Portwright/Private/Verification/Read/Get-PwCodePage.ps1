function Get-PwCodePage {
    <#
    .SYNOPSIS
        The one number that chcp.com prints among translated words; nothing where there is none.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine
    )

    try {
        $output = Invoke-PwReadingProcess -FilePath (Get-PwProgramPath -Machine $Machine -Program 'chcp.com') -Argument @()
        $number = @([regex]::Matches([Text.Encoding]::ASCII.GetString($output.StdOut), '[0-9]{3,5}'))
        if ($output.ExitCode -eq 0 -and $number.Count -eq 1) { return [int] $number[0].Value }
    }
    catch { Write-Debug -Message "no code page: $_" }
}
