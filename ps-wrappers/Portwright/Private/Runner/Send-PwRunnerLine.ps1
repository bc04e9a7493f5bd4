function Send-PwRunnerLine {
    <#
    .SYNOPSIS
        Writes one ASCII line to a runner. A runner that is gone is no error here: the end of its output says so.
    .NOTES
        After chcp 65001 .NET Framework puts a byte order mark before the first line, as soon as the process starts; the command
        line passes over it. Source: Process.StartWithCreateProcess and StreamWriter.AutoFlush, reference source of 4.8.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Runner,
        [Parameter(Mandatory)] [string] $Line
    )

    $bytes = [Text.Encoding]::ASCII.GetBytes($Line + "`n")
    try {
        # Past the writer, which would write in the encoding of the console.
        $stream = $Runner.Process.StandardInput.BaseStream
        $writing = $stream.WriteAsync($bytes, 0, $bytes.Length)
        while (-not $writing.Wait(100)) {
            if ($Runner.Process.HasExited) { return }
        }
        $stream.Flush()
    }
    catch [System.IO.IOException], [System.AggregateException], [System.ObjectDisposedException] {
        Write-Debug -Message "the runner no longer reads: $_"
    }
}
