<#
.SYNOPSIS
    Runs the tests of Portwright: the scenario tests and the Pester tests.
.DESCRIPTION
    Looks for Node.js, installs the npm packages where they are missing, and runs everything on simulated machines: nothing of
    this machine is changed, and no rights are needed. It may be started from any folder and with a right-click, in Windows
    PowerShell 5.1 and in PowerShell 7, on Windows and elsewhere.
.PARAMETER Real
    On Windows only: runs the guarded tests too, which change this very machine. They reserve ports of a block of their own, prove
    it, and put everything back. Only their own process is elevated, after Windows has asked. Off unless it is given.
.PARAMETER ResultFolder
    Where the results are written as JUnit XML. The default is the folder test-results beside this script.
.OUTPUTS
    None. The exit code is 0 when all passed, 1 when a test failed, 2 when something is missing, 4 when elevation was refused.
.EXAMPLE
    PS> ./run_test.ps1

    Runs everything on simulated machines.
.EXAMPLE
    PS> ./run_test.ps1 -Real

    Runs the guarded tests on this Windows too.
#>
[CmdletBinding()]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = 'It shows a person how the tests go')]
param (
    [switch] $Real,

    [string] $ResultFolder = (Join-Path -Path $PSScriptRoot -ChildPath 'test-results'),

    # The elevated process that -Real starts: the guarded tests and nothing else.
    [Parameter(DontShow)]
    [switch] $OnlyReal
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# An exit code of a program is read, and never thrown.
$PSNativeCommandUseErrorActionPreference = $false

$script:OldestNode = [version] '22.18'
$script:ExitCodes = @{ Passed = 0; Failed = 1; Missing = 2; Refused = 4 }
$script:Parts = New-Object -TypeName 'System.Collections.Generic.List[object]'

function Test-OnWindows {
    [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT
}

function Test-Elevated {
    if (-not (Test-OnWindows)) { return $false }
    $principal = New-Object -TypeName Security.Principal.WindowsPrincipal -ArgumentList ([Security.Principal.WindowsIdentity]::GetCurrent())
    $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Add-Part([string] $Name, [string] $Outcome, [string] $Detail) {
    $script:Parts.Add([pscustomobject] @{ Name = $Name; Outcome = $Outcome; Detail = $Detail })
}

function Write-Heading([string] $Text) {
    Write-Host ''
    Write-Host "== $Text" -ForegroundColor Cyan
}

function Resolve-Program([string[]] $Name) {
    foreach ($candidate in $Name) {
        $found = @(Get-Command -Name $candidate -CommandType Application -ErrorAction Ignore)
        if ($found.Count -gt 0) { return $found[0].Path }
    }
}

# The project's packages bring a Node.js of their own; any other is good enough to install them.
function Resolve-Node {
    $name = $(if (Test-OnWindows) { 'node.exe' } else { 'node' })
    $own = [IO.Path]::Combine($PSScriptRoot, 'node_modules', 'node', 'bin', $name)
    if (Test-Path -LiteralPath $own) { return $own }
    Resolve-Program -Name 'node'
}

function Test-NodeVersion([string] $Node) {
    $version = [string] (& $Node --version)
    $version -match '^v(\d+\.\d+)' -and [version] $Matches[1] -ge $script:OldestNode
}

function Add-NodeMissing([string] $Detail) {
    Write-Host "$Detail. Portwright needs Node.js $script:OldestNode or newer:" -ForegroundColor Yellow
    if (Test-OnWindows) { Write-Host '    winget install --id OpenJS.NodeJS.LTS --exact' }
    else { Write-Host '    https://nodejs.org/en/download' }
    Add-Part -Name 'Node.js' -Outcome 'Missing' -Detail $Detail
}

function Test-Installed {
    $installed = [IO.Path]::Combine($PSScriptRoot, 'node_modules', '.package-lock.json')
    $built = [IO.Path]::Combine($PSScriptRoot, 'dist', 'portwright.cjs')
    if (-not ((Test-Path -LiteralPath $installed) -and (Test-Path -LiteralPath $built))) { return $false }
    $wanted = Join-Path -Path $PSScriptRoot -ChildPath 'package-lock.json'
    [IO.File]::GetLastWriteTimeUtc($installed) -ge [IO.File]::GetLastWriteTimeUtc($wanted)
}

# Packages run scripts of their own when they are installed, and those get no administrator rights from here.
function Install-NpmPackage {
    if (Test-Installed) { return $true }
    if (Test-Elevated) {
        $detail = 'start it once in a PowerShell that is not elevated: npm packages are not installed with administrator rights'
        Add-Part -Name 'npm packages' -Outcome 'Missing' -Detail $detail
        return $false
    }
    Write-Heading 'Installing the npm packages'
    # npm.cmd first: npm.ps1 needs an execution policy that allows it.
    $npm = Resolve-Program -Name 'npm.cmd', 'npm'
    if ($npm) {
        & $npm ci --no-audit --no-fund | Out-Host
        if ($LASTEXITCODE -eq 0) { return $true }
    }
    $detail = $(if ($npm) { "npm ci ended with $LASTEXITCODE" } else { 'npm was not found beside Node.js' })
    Add-Part -Name 'npm packages' -Outcome 'Missing' -Detail $detail
    return $false
}

function Invoke-ScenarioTest([string] $Node) {
    Write-Heading 'Scenario tests, on simulated machines'
    & $Node 'dist/portwright.cjs' test --junit (Join-Path -Path $ResultFolder -ChildPath 'scenarios.xml') | Out-Host
    $outcome = $(if ($LASTEXITCODE -eq 0) { 'Passed' } else { 'Failed' })
    Add-Part -Name 'Scenario tests' -Outcome $outcome -Detail "exit code $LASTEXITCODE"
}

function Invoke-PesterTest([string] $Node, [string] $Name, [string] $File, [string[]] $Filter) {
    Write-Heading $Name
    $shell = (Get-Process -Id $PID).Path
    $report = Join-Path -Path $ResultFolder -ChildPath $File
    & $Node 'toolkit/pester-runner/dist/cli.js' 'test/powershell' @Filter --executable $shell --output $report | Out-Host
    $outcome = switch ($LASTEXITCODE) { 0 { 'Passed' } 3 { 'Missing' } default { 'Failed' } }
    Add-Part -Name $Name -Outcome $outcome -Detail "exit code $LASTEXITCODE"
}

# The elevated process has a window of its own, and gives back an exit code and a file of results.
function Invoke-ElevatedRealTest {
    if (-not (Test-OnWindows)) {
        Add-Part -Name 'Guarded tests' -Outcome 'Missing' -Detail 'they need Windows'
        return
    }
    $call = @{ script = $PSCommandPath; results = $ResultFolder } | ConvertTo-Json -Compress
    $data = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($call))
    # Only letters and digits of base64 are put in: a path stays data.
    $text = '$call = ConvertFrom-Json ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("{0}"))); & $call.script -OnlyReal -ResultFolder $call.results; exit $LASTEXITCODE'
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text.Replace('{0}', $data)))
    $start = @{
        FilePath     = (Get-Process -Id $PID).Path
        ArgumentList = '-NoProfile', '-ExecutionPolicy', 'Bypass', '-EncodedCommand', $encoded
        Verb         = 'RunAs'
        Wait         = $true
        PassThru     = $true
    }
    Write-Heading 'Guarded tests, on this Windows: it asks for the rights they need'
    try { $exitCode = (Start-Process @start).ExitCode }
    catch [InvalidOperationException] {
        # Error 1223: the prompt was refused, or nobody answered it.
        Add-Part -Name 'Guarded tests' -Outcome 'Refused' -Detail $_.Exception.GetBaseException().Message
        return
    }
    $outcome = switch ($exitCode) { 0 { 'Passed' } 2 { 'Missing' } default { 'Failed' } }
    Add-Part -Name 'Guarded tests' -Outcome $outcome -Detail "exit code $exitCode; $(Join-Path -Path $ResultFolder -ChildPath 'pester-real.xml')"
}

function Invoke-RealTest([string] $Node) {
    Invoke-PesterTest -Node $Node -Name 'Guarded tests' -File 'pester-real.xml' -Filter '--tag', 'Real'
}

function Invoke-Everything([switch] $Real, [switch] $OnlyReal) {
    if (-not (Resolve-Node)) { return Add-NodeMissing -Detail 'Node.js was not found' }
    if (-not (Install-NpmPackage)) { return }
    $node = Resolve-Node
    if (-not (Test-NodeVersion -Node $node)) { return Add-NodeMissing -Detail "$node is too old" }
    [void] (New-Item -ItemType Directory -Path $ResultFolder -Force)
    if ($OnlyReal) { return Invoke-RealTest -Node $node }
    Invoke-ScenarioTest -Node $node
    Invoke-PesterTest -Node $node -Name 'Pester tests' -File 'pester.xml' -Filter '--exclude-tag', 'Real'
    if (-not $Real) { return }
    if (Test-Elevated) { Invoke-RealTest -Node $node } else { Invoke-ElevatedRealTest }
}

function Show-Summary {
    Write-Heading 'Summary'
    $colours = @{ Passed = 'Green'; Failed = 'Red'; Missing = 'Yellow'; Refused = 'Yellow' }
    foreach ($part in $script:Parts) {
        Write-Host ('{0,-8} {1}: {2}' -f $part.Outcome, $part.Name, $part.Detail) -ForegroundColor $colours[$part.Outcome]
    }
}

function Get-ExitCode {
    foreach ($outcome in 'Failed', 'Refused', 'Missing') {
        if (@($script:Parts | Where-Object -Property Outcome -EQ -Value $outcome).Count -gt 0) { return $script:ExitCodes[$outcome] }
    }
    $script:ExitCodes.Passed
}

# Explorer's "Run with PowerShell" calls a script as & '<path>' in a window that closes when it ends. Guess: read from the registry
# entry Microsoft.PowerShellScript.1\Shell\0\Command as published, not from a real machine.
function Wait-RightClick {
    if ([Environment]::CommandLine.Contains("& '$PSCommandPath'") -and -not [Console]::IsInputRedirected) {
        [void] (Read-Host -Prompt 'Press Enter to close this window')
    }
}

$ResultFolder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ResultFolder)
Push-Location -LiteralPath $PSScriptRoot
try {
    Invoke-Everything -Real:$Real -OnlyReal:$OnlyReal
    Show-Summary
}
finally { Pop-Location }
Wait-RightClick
exit (Get-ExitCode)
