function New-PwErrorRecord {
    <#
    .SYNOPSIS
        Builds an error record that a script can match by its id portwright.<code>, and a person can act on.
    .DESCRIPTION
        The exception carries the code and the exit code of the command line in its Data; the remedy is in
        ErrorDetails.RecommendedAction too.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [string] $Code,
        [Parameter(Mandatory)] [string] $Message,
        [string] $Remedy = '',
        [Parameter(Mandatory)] [int] $ExitCode,
        [object] $Target
    )

    $exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    $exception.Data['PortwrightCode'] = $Code
    $exception.Data['PortwrightExitCode'] = $ExitCode
    $category = Get-PwErrorCategory -Code $Code -ExitCode $ExitCode
    $record = New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $exception, "portwright.$Code", $category, $Target
    $remedyText = ConvertTo-PwCommandText -Text $Remedy
    # Newer PowerShell shows the recommended action below the message by itself (PowerShell/PowerShell#20826).
    $text = $(
        if ($remedyText -eq '' -or (Test-PwVersion -Major 7 -Minor 5)) { "$Message [$Code]" }
        else { "$Message [$Code]`n  What to do: $remedyText" }
    )
    $record.ErrorDetails = New-Object -TypeName System.Management.Automation.ErrorDetails -ArgumentList $text
    if ($remedyText -ne '') { $record.ErrorDetails.RecommendedAction = $remedyText }
    return $record
}
