# The private functions of the module without what is generated, so that each can be called by a test.
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$private = [IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'ps-wrappers', 'Portwright', 'Private')
foreach ($file in Get-ChildItem -LiteralPath $private -Filter '*.ps1' -Recurse) {
    if ($file.Directory.Name -ne 'Elevated') { . $file.FullName }
}

# Replaced in every test that comes to them.
foreach ($name in 'Test-PwPromise', 'Get-PwVerdict', 'Invoke-PwElevatedRequest') {
    if (-not (Get-Command -Name $name -CommandType Function -ErrorAction Ignore)) {
        Set-Item -LiteralPath "function:$name" -Value { throw 'nobody replaced this' }
    }
}

function Set-PwRunner {
    <#
    .SYNOPSIS
        Sets which program answers requests, and with which Node.js.
    #>
    param ([string] $Runner, [string] $Node)
    $script:PwRunnerPath = $Runner
    $script:PwNodePath = $Node
}

# Stands for a generated command that changes something.
function Invoke-TestChange {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param ([hashtable] $Parameter = @{}, [string] $HostKind, [string] $State, [string] $SystemRoot)
    $machine = New-PwMachine -Bound $PSBoundParameters -Caller $PSCmdlet
    Invoke-PwChange -Scenario 'fix' -Parameter $Parameter -Machine $machine -Caller $PSCmdlet
}

# Stands for Undo-PwRun and Resume-PwRun.
function Invoke-TestContinuation {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param ([string] $Verb = 'rollback', [string] $RunId = '', [string] $HostKind, [string] $State)
    $machine = New-PwMachine -Bound $PSBoundParameters -Caller $PSCmdlet
    Invoke-PwContinuation -Verb $Verb -Run $RunId -Machine $machine -Caller $PSCmdlet
}

# Stands for a generated command that reads.
function Invoke-TestRead {
    [CmdletBinding()]
    param ([string] $Action = 'diagnose', [hashtable] $Argument = @{}, [string] $Converter = 'ConvertTo-PwPortDiagnosis', [string] $HostKind, [string] $State)
    $machine = New-PwMachine -Bound $PSBoundParameters -Caller $PSCmdlet
    Invoke-PwRead -Action $Action -Argument $Argument -Machine $machine -Converter $Converter -Caller $PSCmdlet
}

Export-ModuleMember -Function '*'
