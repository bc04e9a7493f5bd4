function Invoke-PwReadingProcess {
    <#
    .SYNOPSIS
        Runs a program without a window, a shell or anything to read, and keeps both streams as bytes.
    .PARAMETER TimeoutMs
        When the program is ended, in milliseconds.
    .OUTPUTS
        ExitCode, StdOut and StdErr. Throws where the program cannot be started, or does not end in time.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $FilePath,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Argument,
        [int] $TimeoutMs = 30000
    )

    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo
    $start.FileName = $FilePath
    $start.Arguments = @(foreach ($word in $Argument) { ConvertTo-PwNativeArgument -Value $word }) -join ' '
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $isOver = $false
    try {
        $out = New-Object -TypeName System.IO.MemoryStream
        $err = New-Object -TypeName System.IO.MemoryStream
        # Both at once: a full pipe would stop the program.
        $copies = [System.Threading.Tasks.Task[]] @(
            $process.StandardOutput.BaseStream.CopyToAsync($out)
            $process.StandardError.BaseStream.CopyToAsync($err)
        )
        Close-PwStandardInput -Process $process
        $waited = [System.Diagnostics.Stopwatch]::StartNew()
        # In short turns, so that Ctrl-C works.
        while (-not $isOver -and $waited.ElapsedMilliseconds -lt $TimeoutMs) {
            $isOver = [System.Threading.Tasks.Task]::WaitAll($copies, 100) -and $process.WaitForExit(100)
        }
        if (-not $isOver) { throw "$([IO.Path]::GetFileName($FilePath)) did not answer in $TimeoutMs ms" }
        return [pscustomobject] @{ ExitCode = $process.ExitCode; StdOut = $out.ToArray(); StdErr = $err.ToArray() }
    }
    finally {
        if (-not $isOver) { Stop-PwReadingProcess -Process $process }
        $process.Dispose()
    }
}
