# Starts the command line, hands it the request, and copies its messages into the answer while they come. Once the caller lets go of
# the hold, by Ctrl-C or by dying, the command line is told to cancel: it undoes what it did and ends with 130.
function Invoke-PwElevatedRunner {
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [object] $Request,
        [Parameter(Mandatory)] [string] $Hold,
        [Parameter(Mandatory)] [IO.TextWriter] $Answer
    )

    try { $runner = Start-PwRunner -FilePath $Request.Node -Argument $Request.Runner, 'powershell', 'request' }
    catch [System.ComponentModel.Win32Exception] {
        $failure = New-PwNodeMissing -Message "cannot start $($Request.Node): $($_.Exception.GetBaseException().Message)"
        $Answer.WriteLine((ConvertTo-PwAsciiJson -Value $failure))
        return [int] $failure.exitCode
    }
    $runner.MayChange = $true
    $isHeld = $true
    $last = $null
    try {
        Send-PwRunnerLine -Runner $runner -Line ([Text.Encoding]::ASCII.GetString($Request.Byte))
        while ($null -eq $last -and -not $runner.Ended) {
            $line = Read-PwRunnerLine -Runner $runner -TimeoutMs 100
            if ($null -ne $line) {
                $Answer.WriteLine($line)
                $message = ConvertFrom-PwMessageLine -Line $line
                if ($null -ne $message -and $message.type -in 'result', 'error') { $last = $message }
            }
            if ($isHeld -and -not (Test-PwHeld -Path $Hold)) {
                $isHeld = $false
                Send-PwRunnerLine -Runner $runner -Line 'cancel'
            }
        }
        $runner.Finished = $true
        if ($null -eq $last) {
            $last = Get-PwRunnerCrash -Runner $runner -NodePath $Request.Node
            $Answer.WriteLine((ConvertTo-PwAsciiJson -Value $last))
        }
    }
    finally { Stop-PwRunner -Runner $runner }
    return [int] $last.exitCode
}
