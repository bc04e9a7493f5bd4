function ConvertFrom-PwServiceOutput {
    <#
    .SYNOPSIS
        Reads what sc.exe query NAME prints. Words may be translated: the state is the digit of the second indented row, the first
        being the type. Source of the digits: SERVICE_STATUS, dwCurrentState.
    .OUTPUTS
        stopped, start-pending, stop-pending, running, resuming, pausing or paused. Throws for anything else.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    $what = 'the state of a service'
    $states = @{ '1' = 'stopped'; '2' = 'start-pending'; '3' = 'stop-pending'; '4' = 'running'; '5' = 'resuming'; '6' = 'pausing'; '7' = 'paused' }
    $line = @(Get-PwPrintedLine -Text $Text)
    if ($line.Count -lt 3) { throw (Get-PwUnrecognized -What $what -Line ($line | Select-Object -Last 1)) }
    $named = @($line | Where-Object -FilterScript { $_.Text -match '\A\S[^:\uff1a]*[:\uff1a]\s*\S' })
    $coded = @($line | Where-Object -FilterScript { $_.Text -match '\A\s+\S[^:\uff1a]*[:\uff1a]\s*[0-9a-fA-F]+\s+[^\s(]' })
    # A name, perhaps a display name, then type and state.
    if ($named.Count -lt 1 -or $named.Count -gt 2 -or $coded.Count -ne 2 -or $named[-1].Number -gt $coded[0].Number) {
        throw (Get-PwUnrecognized -What $what -Line $line[0])
    }
    if ($coded[1].Text -notmatch '[:\uff1a]\s*([1-7])\s' ) { throw (Get-PwUnrecognized -What $what -Line $coded[1]) }
    return $states[$Matches[1]]
}
