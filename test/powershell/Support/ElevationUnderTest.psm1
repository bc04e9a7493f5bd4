# The private functions of the module, from the folder that the caller copied them to, and what the tests of the elevation need
# around them.
param ([Parameter(Mandatory)] [string] $Private)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
foreach ($file in [IO.Directory]::GetFiles($Private, '*.ps1', 'AllDirectories')) {
    . $file
}
$script:PwElevatedLauncher = $null
$script:PwNodePath = $null
$script:PwRunnerPath = $null

# A place of its own for one test: a state folder, a node, and the stand-in for the command line.
function Initialize-ElevationTest {
    param ([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] [string] $RealNode)
    $program = [IO.Path]::Combine($Folder, 'program')
    [void] [IO.Directory]::CreateDirectory($program)
    $env:XDG_STATE_HOME = [IO.Path]::Combine($Folder, 'state')
    [void] [IO.Directory]::CreateDirectory($env:XDG_STATE_HOME)
    $script:PwNodePath = [IO.Path]::Combine($program, 'node')
    $script:PwRunnerPath = [IO.Path]::Combine($program, 'portwright.cjs')
    $script:PwElevatedLauncher = $null
    [IO.File]::WriteAllText($script:PwNodePath, "#!/bin/sh`nexec '$($RealNode.Replace("'", "'\''"))' `"`$@`"`n")
    [IO.File]::Copy([IO.Path]::Combine($PSScriptRoot, '../fixtures/elevated-runner.cjs'), $script:PwRunnerPath)
    foreach ($path in $Folder, $program, $script:PwNodePath, $script:PwRunnerPath) {
        [IO.File]::SetUnixFileMode($path, [IO.UnixFileMode] 0x1ed)
    }
}

# An approved request of the given behaviour.
function Get-TestRequest {
    param ([Parameter(Mandatory)] [string] $Behave, [hashtable] $More = @{})
    $parameters = @{ behave = $Behave } + $More
    @{
        schemaVersion = 1
        action        = 'run'
        host          = @{ kind = 'auto' }
        scenario      = 'fix'
        parameters    = $parameters
        approved      = @{ fingerprint = 'f' * 64 }
    }
}

# What the command line of the elevated process was told.
function Get-TestOrder {
    param ([Parameter(Mandatory)] [string[]] $Argument)
    $null = $Argument[-1] -match "FromBase64String\('([^']+)'"
    ConvertFrom-Json -InputObject ([Text.Encoding]::ASCII.GetString([Convert]::FromBase64String($Matches[1])))
}

# Starts the plain child that stands in, past the launcher of the test.
function Invoke-TestChild {
    param ([Parameter(Mandatory)] [string] $FilePath, [Parameter(Mandatory)] [string[]] $Argument)
    $launcher = $script:PwElevatedLauncher
    $script:PwElevatedLauncher = $null
    try { Start-PwElevatedProcess -FilePath $FilePath -Argument $Argument }
    finally { $script:PwElevatedLauncher = $launcher }
}

# The elevated side alone, given a call that the test has spoilt. Returns its exit code and what it said.
function Invoke-ElevatedSideAlone {
    param ([Parameter(Mandatory)] [hashtable] $Call)
    $process = Invoke-TestChild -FilePath (Get-PwElevatedShell) -Argument (Get-PwElevatedArgument -Call $Call)
    try {
        if (-not $process.WaitForExit(60000)) { throw 'the elevated side did not end' }
        [pscustomobject] @{ ExitCode = $process.ExitCode; Line = @(Read-PwAnswerLine -Call $Call) }
    }
    finally { $process.Dispose() }
}

# A call whose request says something else, with the hash of what it says.
function Open-TestCall {
    param ([scriptblock] $Change = { param ($Text) $Text }, [string] $Behave = 'succeed')
    $call = New-PwElevatedCall -Request (Get-TestRequest -Behave $Behave) -Node $script:PwNodePath -Runner $script:PwRunnerPath
    $bytes = [Text.Encoding]::ASCII.GetBytes((& $Change ([IO.File]::ReadAllText($call.Path))))
    [IO.File]::WriteAllBytes($call.Path, $bytes)
    if ($bytes.Length -gt 0) { $call.RequestHash = Get-PwSha256 -Byte $bytes }
    $call
}

# What a call left in the folder of requests.
function Get-LeftBehind {
    [IO.Directory]::GetFiles([IO.Path]::Combine($env:XDG_STATE_HOME, 'portwright', 'outbox'))
}

function Use-TestLauncher {
    param ([scriptblock] $Launcher)
    $script:PwElevatedLauncher = $Launcher
}

function Get-TestProgram {
    @{ Node = $script:PwNodePath; Runner = $script:PwRunnerPath; Folder = [IO.Path]::GetDirectoryName($script:PwNodePath) }
}

# Looks until something is so, or the time is over.
function Wait-Until {
    param ([Parameter(Mandatory)] [scriptblock] $Condition, [int] $Seconds = 60)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) { throw "waited $Seconds s for: $Condition" }
        [Threading.Thread]::Sleep(20)
    }
}
