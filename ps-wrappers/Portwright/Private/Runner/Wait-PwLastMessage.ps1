function Wait-PwLastMessage {
    <#
    .SYNOPSIS
        Reads the messages of a runner until its last, which is returned.
    .OUTPUTS
        The runner's result or error, or an error message for a line that is no message, an output that ends without a last one,
        and a time that is over.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Runner,
        [Parameter(Mandatory)] [string] $NodePath,
        [scriptblock] $OnMessage,
        [int] $TimeoutMs = 0
    )

    $sinceStart = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $leftMs = $(if ($TimeoutMs -gt 0) { [Math]::Max(1, $TimeoutMs - [int] $sinceStart.ElapsedMilliseconds) } else { 0 })
        $line = Read-PwRunnerLine -Runner $Runner -TimeoutMs $leftMs
        if ($Runner.Ended) {
            $Runner.Finished = $true
            return Get-PwRunnerCrash -Runner $Runner -NodePath $NodePath
        }
        if ($null -eq $line) {
            return New-PwFailure -Code 'host.timed-out' -Message "the command line of Portwright did not answer in $TimeoutMs ms" -ExitCode 1
        }
        $message = ConvertFrom-PwMessageLine -Line $line
        if ($null -eq $message) {
            return New-PwFailure -Code 'wrapper.runner-failed' -ExitCode 1 `
                -Message "the command line of Portwright printed what is no message: $(Limit-PwText -Text $line)"
        }
        if ($message.type -in 'result', 'error') {
            $Runner.Finished = $true
            return $message
        }
        if (-not $OnMessage) { continue }
        $answer = @(& $OnMessage $message) | Where-Object -FilterScript { $_ -in 'approve', 'decline' } | Select-Object -Last 1
        if (-not $answer) { continue }
        # Set before it is sent: from then on there may be something to put back.
        if ($answer -eq 'approve') { $Runner.MayChange = $true }
        Send-PwRunnerLine -Runner $Runner -Line $answer
    }
}
