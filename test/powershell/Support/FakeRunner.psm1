# What a test says through fixtures/fake-runner.cjs, and what was said to it.
Set-StrictMode -Version 3

function Get-TestNode {
    <#
    .SYNOPSIS
        A Node.js that is new enough: of the project's own packages, else of PATH.
    #>
    $name = $(if ([IO.Path]::DirectorySeparatorChar -eq '\') { 'node.exe' } else { 'node' })
    $own = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'node_modules', 'node', 'bin', $name))
    if ([IO.File]::Exists($own)) { return $own }
    return (Get-Command -Name $name -CommandType Application -TotalCount 1).Path
}

function Get-FakeRunnerPath {
    return [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', 'fixtures', 'fake-runner.cjs'))
}

function Set-FakeConversation {
    <#
    .SYNOPSIS
        Writes down what the fake runner does next.
    .PARAMETER Act
        Acts as fake-runner.cjs knows them, each a hashtable with one member.
    #>
    param ([Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable[]] $Act, [Parameter(Mandatory)] [string] $Folder)
    $path = Join-Path -Path $Folder -ChildPath ([guid]::NewGuid().ToString('N') + '.json')
    [IO.File]::WriteAllText($path, (ConvertTo-Json -InputObject $Act -Depth 30))
    $env:PORTWRIGHT_FAKE_RUNNER = $path
    return $path
}

function Get-HeardLine {
    <#
    .SYNOPSIS
        The lines that came to the fake runner, in order.
    #>
    param ([Parameter(Mandatory)] [string] $Conversation)
    $path = "$Conversation.heard"
    if ([IO.File]::Exists($path)) { [IO.File]::ReadAllLines($path) }
}

function Wait-Until {
    <#
    .SYNOPSIS
        Waits for a state, at most 30 seconds.
    #>
    param ([Parameter(Mandatory)] [scriptblock] $Condition)
    $since = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($since.Elapsed.TotalSeconds -gt 30) { throw "it did not come to: $Condition" }
        [Threading.Thread]::Yield() | Out-Null
    }
}

Export-ModuleMember -Function '*'
