# Reads the messages of the elevated side until its last, which is returned.
function Wait-PwElevatedAnswer {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Call,
        [scriptblock] $OnMessage
    )

    $limit = Get-PwElevationLimit
    $sinceStart = [Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        # Asked before the answer is read: what an ended process wrote is then all there.
        $isOver = Test-PwProcessOver -Process $Call.Process
        foreach ($line in @(Read-PwAnswerLine -Call $Call)) {
            if ($line -ceq '{"type":"accepted"}') {
                $Call.IsAccepted = $true
                continue
            }
            $message = ConvertFrom-PwMessageLine -Line $line
            if ($null -eq $message) { continue }
            if ($message.type -in 'result', 'error') {
                $Call.IsFinished = $true
                Wait-PwProcessEnd -Process $Call.Process -TimeoutMs $limit.End
                return $message
            }
            if ($OnMessage) { $null = & $OnMessage $message }
        }
        if ($isOver) { return Get-PwEarlyEnd -Call $Call }
        if (-not $Call.IsAccepted -and $sinceStart.ElapsedMilliseconds -gt $limit.Accept -and (Revoke-PwRequest -Call $Call)) {
            $message = "the elevated process did not answer within $($limit.Accept / 1000) s, and its request was withdrawn"
            return New-PwFailure -Code 'elevation.timed-out' -ExitCode 4 -Message "nothing was changed: $message" `
                -Remedy 'call the command again, or call it in a PowerShell that was opened as administrator'
        }
        [Threading.Thread]::Sleep(50)
    }
}
