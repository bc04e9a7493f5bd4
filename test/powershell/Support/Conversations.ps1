# Dot-sourced by tests that talk to the fake runner: what they have it say, and how they call.
Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'PrivateFunctions.psm1')) -Force -DisableNameChecking
Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'FakeRunner.psm1')) -Force
Set-PwRunner -Runner (Get-FakeRunnerPath) -Node (Get-TestNode)

$plan = @{
    schemaVersion = 1; scenario = 'fix'; title = 'Free blocked ports'; parameters = @{}
    host = @{ kind = 'simulated'; machine = '/tmp/it''s here/m.json' }
    changes = @(@{ action = 'cycle'; what = 'winnat stops and starts'; notes = @('WSL loses NAT') }, @{ action = 'add'; what = 'tcp 8065' })
    refusals = @()
    steps = @(@{ id = 'a'; title = 'A'; kind = 'step'; depth = 0; disposition = 'change'; changes = @(); notes = @('a note') },
        @{ id = 'b'; title = 'B'; kind = 'step'; depth = 0; disposition = 'change'; changes = @(); notes = @('a note') })
    promises = @(@{ stepId = 'a'; fact = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @(8065) } })
    fingerprint = 'f' * 64
}
$run = @{
    schemaVersion = 1; runId = '20260105-090000-fix-e1e672'; scenario = 'fix'; title = 'Free blocked ports'
    host = $plan.host; outcome = 'done'; exitCode = 0
    steps = @(@{ id = 'a'; title = 'A'; depth = 0; outcome = 'applied'; durationMs = 12.5 }, @{ id = 'b'; title = 'B'; depth = 1; outcome = 'proved'; detail = 'it is' })
}
$done = @{ send = @{ type = 'result'; document = $run; exitCode = 0 } }

function New-Variant {
    param ([hashtable] $Of, [hashtable] $With)
    $copy = $Of.Clone()
    foreach ($key in $With.Keys) { $copy[$key] = $With[$key] }
    return $copy
}

function New-StoppableCall {
    # A call in a runspace of its own, which has no console and can be stopped as Ctrl-C stops.
    param ([string] $Script)
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
            param ($Module, $Runner, $Node, $Script)
            Import-Module -Name $Module -DisableNameChecking
            Set-PwRunner -Runner $Runner -Node $Node
            & ([scriptblock]::Create($Script))
        }).AddArgument([IO.Path]::Combine($PSScriptRoot, 'PrivateFunctions.psm1'))
    $null = $shell.AddArgument((Get-FakeRunnerPath)).AddArgument((Get-TestNode)).AddArgument($Script)
    return $shell
}

function Get-ProcessOf {
    # The fake runner that wrote its id, while it lives.
    param ([string] $Path)
    Get-Process -Id ([int] [IO.File]::ReadAllText($Path)) -ErrorAction Ignore
}
