function ConvertFrom-PwMessageLine {
    <#
    .SYNOPSIS
        Reads one line of the command line's answer.
    .OUTPUTS
        The message, or nothing for a line that is none. A type that is not known here is a message too, of a newer command line.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Line
    )

    $expected = @{
        'plan'    = @('plan')
        'intent'  = @('verb', 'runId', 'title', 'steps')
        'step'    = @('event')
        'warning' = @('message')
        'watched' = @('event')
        'result'  = @('document', 'exitCode')
        'error'   = @('error', 'exitCode')
    }
    if (-not $Line.StartsWith('{')) { return }
    try { $message = ConvertFrom-PwJson -Text $Line }
    catch { return }
    $type = Get-PwProperty -InputObject $message -Name 'type'
    if ($type -isnot [string]) { return }
    foreach ($name in @($expected[$type])) {
        if ($name -and $null -eq (Get-PwProperty -InputObject $message -Name $name)) { return }
    }
    if ($message.PSObject.Properties['exitCode'] -and $message.exitCode -isnot [ValueType]) { return }
    return $message
}
