function Start-PwRunner {
    <#
    .SYNOPSIS
        Starts a program without a window and without a shell, all three streams redirected.
    .OUTPUTS
        A runner for Read-PwRunnerLine, Send-PwRunnerLine and Stop-PwRunner. Its environment is the caller's own.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The process asks before it changes anything')]
    param (
        [Parameter(Mandatory)] [string] $FilePath,
        [Parameter(Mandatory)] [string[]] $Argument
    )

    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo
    $start.FileName = $FilePath
    $start.Arguments = @(foreach ($word in $Argument) { ConvertTo-PwNativeArgument -Value $word }) -join ' '
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = [Text.Encoding]::UTF8
    $start.StandardErrorEncoding = [Text.Encoding]::UTF8
    $process = [System.Diagnostics.Process]::Start($start)
    return @{
        Process   = $process
        Pending   = $process.StandardOutput.ReadLineAsync()
        # Read all the while: a full pipe would stop the program.
        ErrorText = $process.StandardError.ReadToEndAsync()
        # Its output is over.
        Ended     = $false
        # It has said its last: nothing is left to be cancelled.
        Finished  = $false
        MayChange = $false
    }
}
