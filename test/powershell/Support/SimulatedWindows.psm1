# Machines that the command line simulates, each in a file of its own, and stand-in executables over them.
Set-StrictMode -Version 3

$main = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'toolkit', 'cli', 'main-process.ts'))

function Get-CommandLinePath { return $main }

function Invoke-CommandLine {
    <#
    .SYNOPSIS
        Runs the command line from its source; throws with what it printed where it does not end with one of the exit codes.
    #>
    param ([Parameter(Mandatory)] [string] $Node, [Parameter(Mandatory)] [string[]] $Argument, [int[]] $ExitCode = 0)
    $printed = & $Node $main @Argument 2>&1 | Out-String
    if ($LASTEXITCODE -notin $ExitCode) { throw "portwright $($Argument -join ' ') ended with ${LASTEXITCODE}: $printed" }
}

function Start-StandIn {
    <#
    .SYNOPSIS
        Serves a machine by stand-in executables.
    .OUTPUTS
        The process that serves; end it with Stop-StandIn.
    #>
    param ([Parameter(Mandatory)] [string] $Node, [Parameter(Mandatory)] [string] $State, [Parameter(Mandatory)] [string] $Folder)
    $start = New-Object -TypeName Diagnostics.ProcessStartInfo -ArgumentList $Node
    foreach ($word in $main, 'simulate', 'serve', '--state', $State, '--bin', $Folder) { $start.ArgumentList.Add($word) }
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait(60000) -or $line.Result -notlike 'serving*') {
        $process.Kill()
        throw "nobody serves: $($line.Result)"
    }
    return $process
}

function Stop-StandIn {
    param ([Parameter(Mandatory)] [Diagnostics.Process] $Process)
    if (-not $Process.HasExited) { $Process.Kill() }
    $Process.WaitForExit()
    $Process.Dispose()
}

Export-ModuleMember -Function '*'
