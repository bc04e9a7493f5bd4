function Get-PwProgramFailure {
    <#
    .SYNOPSIS
        Says how a program ended, with the first line that it printed. netsh prints its errors on standard output.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Read,
        [Parameter(Mandatory)] [object] $Answer
    )

    $line = @(Get-PwPrintedLine -Text "$($Answer.StdErr)`n$($Answer.StdOut)") | Select-Object -First 1
    $said = $(if ($line) { ": $($line.Text.Trim())" } else { '' })
    return "$($Read.Program) $($Read.Argument -join ' ') ended with $($Answer.ExitCode)$said"
}
