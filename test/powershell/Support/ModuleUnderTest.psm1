# The module Portwright as a user has it, and simulated machines for it to work on.
Set-StrictMode -Version 3

$root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', '..'))
$commandLine = [IO.Path]::Combine($root, 'dist', 'portwright.cjs')
$saved = @{}

function Get-ProjectFolder { return $root }

function Get-ModuleFolder { return [IO.Path]::Combine($root, 'ps-wrappers', 'Portwright') }

function Get-NewEnoughNode {
    <#
    .SYNOPSIS
        A Node.js that is new enough: of the project's own packages, else of PATH.
    #>
    $name = $(if ([IO.Path]::DirectorySeparatorChar -eq '\') { 'node.exe' } else { 'node' })
    $own = [IO.Path]::Combine($root, 'node_modules', 'node', 'bin', $name)
    if ([IO.File]::Exists($own)) { return $own }
    return (Get-Command -Name $name -CommandType Application -TotalCount 1).Path
}

function Import-ModuleUnderTest {
    <#
    .SYNOPSIS
        Imports the module by its folder, with a Node.js that is new enough.
    #>
    if (-not [IO.File]::Exists($commandLine)) { throw "there is no ${commandLine}: npm run build" }
    Import-Module -Name (Get-ModuleFolder) -Force -Global
    Set-ModuleVariable -Name 'PwNodePath' -Value (Get-NewEnoughNode)
}

function Set-ModuleVariable {
    <#
    .SYNOPSIS
        Replaces what the module calls: PwNodePath, PwRunnerPath.
    #>
    param ([Parameter(Mandatory)] [string] $Name, [AllowNull()] [object] $Value)
    & (Get-Module -Name 'Portwright') { Set-Variable -Name $args[0] -Value $args[1] -Scope Script } $Name $Value
}

function Set-TestPlace {
    <#
    .SYNOPSIS
        Has runs and machines kept in a folder of the test, until Reset-TestPlace; nobody is elevated on stand-ins.
    #>
    param ([Parameter(Mandatory)] [string] $Folder)
    $null = [IO.Directory]::CreateDirectory($Folder)
    foreach ($name in 'XDG_STATE_HOME', 'LOCALAPPDATA', 'PORTWRIGHT_ELEVATED') { $saved[$name] = [Environment]::GetEnvironmentVariable($name) }
    $env:XDG_STATE_HOME = $Folder
    if ([IO.Path]::DirectorySeparatorChar -eq '\') { $env:LOCALAPPDATA = $Folder }
    Set-Elevated -Value $false
}

function Reset-TestPlace {
    foreach ($name in @($saved.Keys)) {
        $value = $(if ($null -eq $saved[$name]) { [NullString]::Value } else { $saved[$name] })
        [Environment]::SetEnvironmentVariable($name, $value)
    }
    $saved.Clear()
}

function Set-Elevated {
    <#
    .SYNOPSIS
        Whether this process counts as elevated where stand-ins stand for Windows.
    #>
    param ([Parameter(Mandatory)] [bool] $Value)
    [Environment]::SetEnvironmentVariable('PORTWRIGHT_ELEVATED', $(if ($Value) { '1' } else { [NullString]::Value }))
}

function Invoke-Portwright {
    <#
    .SYNOPSIS
        Runs the command line. Throws with what it printed where it does not end with one of the exit codes.
    .OUTPUTS
        What it printed.
    #>
    param ([Parameter(Mandatory)] [string[]] $Argument, [int[]] $ExitCode = 0)
    $printed = & (Get-NewEnoughNode) $commandLine @Argument 2>&1 | Out-String
    if ($LASTEXITCODE -notin $ExitCode) { throw "portwright $($Argument -join ' ') ended with ${LASTEXITCODE}: $printed" }
    return $printed
}

function New-SimulatedMachine {
    <#
    .SYNOPSIS
        Makes a machine and keeps it in a file.
    .PARAMETER Option
        Options of `portwright simulate create`.
    .OUTPUTS
        Path of the file.
    #>
    param ([Parameter(Mandatory)] [string] $Folder, [string[]] $Option = @())
    $null = [IO.Directory]::CreateDirectory($Folder)
    $state = [IO.Path]::Combine($Folder, [guid]::NewGuid().ToString('N') + '.json')
    $null = Invoke-Portwright -Argument (@('simulate', 'create', '--state', $state) + $Option)
    return $state
}

function Get-MachineState {
    <#
    .SYNOPSIS
        What a simulated machine is like.
    #>
    param ([Parameter(Mandatory)] [string] $State)
    return ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($State))
}

function Get-MachineHash {
    <#
    .SYNOPSIS
        A hash of all that a machine's file holds, byte for byte, but for its clock and the count of what it was asked: looking
        at a machine moves these two.
    #>
    param ([Parameter(Mandatory)] [string[]] $State)
    foreach ($path in $State) {
        $text = [IO.File]::ReadAllText($path) -replace '"(received|clockMs)":\s*\d+'
        $stream = New-Object -TypeName IO.MemoryStream -ArgumentList (, [Text.Encoding]::UTF8.GetBytes($text))
        (Get-FileHash -InputStream $stream -Algorithm SHA256).Hash
    }
}

function Start-StandInServer {
    <#
    .SYNOPSIS
        Serves a machine by stand-in executables. End it with Stop-StandInServer.
    .OUTPUTS
        Process, Folder (a system root), State and Log of the server.
    #>
    param ([Parameter(Mandatory)] [string] $State)
    # A short path: the address of a socket has little room.
    $folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'pw' + [guid]::NewGuid().ToString('N').Substring(0, 8))
    $server = @{ Folder = $folder; State = $State; Log = "$State.log" }
    $start = New-Object -TypeName Diagnostics.ProcessStartInfo -ArgumentList (Get-NewEnoughNode)
    foreach ($word in $commandLine, 'simulate', 'serve', '--state', $State, '--bin', $folder, '--log', $server.Log) { $start.ArgumentList.Add($word) }
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $server.Process = [Diagnostics.Process]::Start($start)
    $line = $server.Process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait(60000) -or $line.Result -notlike 'serving*') {
        Stop-StandInServer -Server $server
        throw "nobody serves: $($line.Result)"
    }
    return $server
}

function Stop-StandInServer {
    param ([Parameter(Mandatory)] [hashtable] $Server)
    if (-not $Server.Process.HasExited) { $Server.Process.Kill() }
    $Server.Process.WaitForExit()
    $Server.Process.Dispose()
    if ([IO.Directory]::Exists($Server.Folder)) { [IO.Directory]::Delete($Server.Folder, $true) }
}

function Get-StandInCall {
    <#
    .SYNOPSIS
        What the stand-ins were asked, in order: the program with its arguments, or the question.
    #>
    param ([Parameter(Mandatory)] [hashtable] $Server)
    if (-not [IO.File]::Exists($Server.Log)) { return }
    foreach ($line in [IO.File]::ReadAllLines($Server.Log)) {
        $call = ConvertFrom-Json -InputObject $line
        if ($call.PSObject.Properties['args']) { (@($call.program) + $call.args) -join ' ' } else { "question $($call.question)" }
    }
}

function New-CountingNode {
    <#
    .SYNOPSIS
        Makes a Node.js that writes down each of its starts; not for Windows.
    .OUTPUTS
        Path of the program, and of Log with one line a start.
    #>
    param ([Parameter(Mandatory)] [string] $Folder)
    $null = [IO.Directory]::CreateDirectory($Folder)
    $counting = @{ Path = [IO.Path]::Combine($Folder, 'node'); Log = [IO.Path]::Combine($Folder, 'starts') }
    [IO.File]::WriteAllText($counting.Path, "#!/bin/sh`necho `"`$@`" >> '$($counting.Log)'`nexec '$(Get-NewEnoughNode)' `"`$@`"`n")
    & chmod 755 $Folder $counting.Path
    return $counting
}

Export-ModuleMember -Function '*'
