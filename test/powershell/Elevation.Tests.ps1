# The elevated side of the module, through real processes: a plain child stands in for the one that a prompt would start.
# What only the prompt of a real Windows can show is not here.

BeforeDiscovery {
    $onWindows = [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT
    $script:isRoot = -not $onWindows -and (& '/usr/bin/id' -u) -eq '0'
}

BeforeAll {
    # Blanks, a quotation mark, an expression, a wildcard, and letters that are not ASCII: nothing of that may mean anything.
    $hostile = "it's a `$(exit 9) [x] & ;" + [char] 0xfc + [char] 0x540d
    $private = [IO.Path]::Combine($TestDrive, $hostile, 'Private')
    $source = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '../../ps-wrappers/Portwright/Private'))
    foreach ($file in [IO.Directory]::GetFiles($source, '*.ps1', 'AllDirectories')) {
        $copy = [IO.Path]::Combine($private, $file.Substring($source.Length + 1))
        [void] [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($copy))
        [IO.File]::Copy($file, $copy)
    }
    $support = [IO.Path]::Combine($PSScriptRoot, 'Support/ElevationUnderTest.psm1')
    Import-Module -Name $support -ArgumentList $private -Force
    $script:realNode = (Get-Command -Name node -CommandType Application -TotalCount 1).Path
    $script:accepted = '{"type":"accepted"}'
    $saved = @{}
    foreach ($name in 'XDG_STATE_HOME', 'XDG_CONFIG_HOME', 'NODE_OPTIONS', 'PORTWRIGHT_ELEVATED') {
        $saved[$name] = [Environment]::GetEnvironmentVariable($name)
    }
}

AfterAll {
    foreach ($name in $saved.Keys) {
        $value = $saved[$name]
        if ($null -eq $value) { $value = [NullString]::Value }
        [Environment]::SetEnvironmentVariable($name, $value)
    }
    Remove-Module -Name ElevationUnderTest
}

Describe 'An elevated request' -Skip:$onWindows {
    BeforeEach {
        $place = [IO.Path]::Combine($TestDrive, $hostile, [Guid]::NewGuid().ToString('N'))
        Initialize-ElevationTest -Folder $place -RealNode $realNode
        $env:PORTWRIGHT_ELEVATED = ''
    }

    Context 'that is carried out' {
        It 'hands on every message in order and returns the last' {
            $seen = [Collections.Generic.List[string]]::new()
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed) -OnMessage { param ($Message) $seen.Add($Message.event.step) }
            $seen | Should -Be 'first', 'second'
            $last.type | Should -Be 'result'
            $last.document.runId | Should -Be 'run-1'
            $last.exitCode | Should -Be 0
            Get-LeftBehind | Should -BeNullOrEmpty
        }

        It 'hands on a message while the work still goes on' {
            $file = [IO.Path]::Combine($place, 'go on')
            $request = Get-TestRequest -Behave wait-for-file -More @{ file = $file }
            $last = Invoke-PwElevatedRequest -Request $request -OnMessage { [IO.File]::WriteAllText($file, '') }
            $last.type | Should -Be 'result'
        }

        It 'reaches the command line as the bytes that were hashed, in an environment without anything of the caller' {
            $env:NODE_OPTIONS = '--no-such-option'
            try { $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave report -More @{ text = $hostile }) }
            finally { $env:NODE_OPTIONS = $saved['NODE_OPTIONS'] }
            $last.type | Should -Be 'result'
            $last.document.arguments | Should -Be 'powershell', 'request'
            $last.document.folder | Should -Be '/'
            $envelope = ConvertFrom-Json -InputObject $last.document.line
            $envelope.request.parameters.text | Should -BeExactly $hostile
            $envelope.id | Should -Match '^[0-9a-f]{32}$'
            # The last three are the shell's own.
            $known = 'PATH', 'HOME', 'XDG_STATE_HOME', 'PORTWRIGHT_ELEVATED', 'PSModulePath', 'PWD', 'SHLVL', '_', 'OLDPWD'
            $last.document.env.PSObject.Properties.Name | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        }

        It 'loads no profile' {
            $env:XDG_CONFIG_HOME = [IO.Path]::Combine($place, 'config')
            $folder = [IO.Path]::Combine($env:XDG_CONFIG_HOME, 'powershell')
            [void] [IO.Directory]::CreateDirectory($folder)
            $trace = [IO.Path]::Combine($place, 'trace')
            [IO.File]::WriteAllText([IO.Path]::Combine($folder, 'profile.ps1'), '[IO.File]::AppendAllText($env:HOME_OF_TRACE, "x")')
            $env:HOME_OF_TRACE = $trace
            try {
                $null = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)
                [IO.File]::Exists($trace) | Should -BeFalse
                # The same child would load it, were it not told otherwise.
                & (Get-PwElevatedShell) -NonInteractive -Command 'exit 0'
                [IO.File]::Exists($trace) | Should -BeTrue
            }
            finally {
                $env:HOME_OF_TRACE = ''
                $env:XDG_CONFIG_HOME = $saved['XDG_CONFIG_HOME']
            }
        }

        It 'survives lines that are no messages' {
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave garbage)
            $last.document.runId | Should -Be 'run-1'
        }

        It 'passes on what the command line has against it' {
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave fail-the-schema)
            $last.error.code | Should -Be 'wrapper.invalid-request'
            $last.exitCode | Should -Be 2
        }
    }

    Context 'whose prompt is not answered as hoped' {
        It 'is refused when Start-Process says in words that it was cancelled' {
            Use-TestLauncher {
                $words = ([ComponentModel.Win32Exception]::new(1223)).Message
                throw ([InvalidOperationException]::new("This command cannot be run due to the error: $words."))
            }
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)
            $last.error.code | Should -Be 'elevation.refused'
            $last.exitCode | Should -Be 4
            Get-LeftBehind | Should -BeNullOrEmpty
        }

        It 'is refused when the number 1223 is further down' {
            Use-TestLauncher { throw ([InvalidOperationException]::new('?', [ComponentModel.Win32Exception]::new(1223, 'no'))) }
            (Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)).error.code | Should -Be 'elevation.refused'
        }

        It 'is not started when the system has another reason' {
            Use-TestLauncher { throw ([InvalidOperationException]::new('?', [ComponentModel.Win32Exception]::new(5))) }
            (Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)).error.code | Should -Be 'elevation.not-started'
            Get-LeftBehind | Should -BeNullOrEmpty
        }

        It 'is timed out, and a child that comes late finds nothing to do' {
            Mock -CommandName Get-PwElevationLimit -ModuleName ElevationUnderTest -MockWith { @{ Accept = 200; End = 10000; Undo = 10000 } }
            $late = @{}
            Use-TestLauncher {
                param ($FilePath, $Argument)
                $late.FilePath = $FilePath
                $late.Argument = $Argument
            }
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)
            $last.error.code | Should -Be 'elevation.timed-out'
            $last.exitCode | Should -Be 4
            Get-LeftBehind | Should -BeNullOrEmpty

            $child = Invoke-TestChild -FilePath $late.FilePath -Argument $late.Argument
            $child.WaitForExit(60000) | Should -BeTrue
            $child.ExitCode | Should -Be 2
            $lines = Read-PwAnswerLine -Call @{ Id = (Get-TestOrder -Argument $late.Argument).id; Offset = 0; IsTrusted = $true }
            $lines | Should -Not -Contain $accepted
            (ConvertFrom-Json -InputObject @($lines)[0]).error.code | Should -Be 'elevation.request-invalid'
        }

        It 'is not withdrawn while the elevated side looks at it, nor after it was accepted' {
            $call = Open-TestCall
            try {
                $look = [IO.FileStream]::new($call.Path, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::Read)
                try { Revoke-PwRequest -Call $call | Should -BeFalse }
                finally { $look.Dispose() }
                foreach ($folder in Get-PwAnswerFolder -Id $call.Id) { New-PwClosedFolder -Path $folder }
                $answer = Open-PwAnswer -Folder (Get-PwAnswerFolder -Id $call.Id)[2]
                $answer.WriteLine($accepted)
                $answer.Dispose()
                Revoke-PwRequest -Call $call | Should -BeFalse
                $call.IsAccepted | Should -BeTrue
            }
            finally { Close-PwElevatedCall -Call $call }
        }
    }

    Context 'that is left early' {
        It 'is undone when the pipeline is stopped' {
            $shell = [PowerShell]::Create()
            try {
                $null = $shell.AddScript({
                        param ($Support, $Private, $Program)
                        $module = Import-Module -Name $Support -ArgumentList $Private -PassThru
                        & $module {
                            param ($Program)
                            $script:PwNodePath = $Program.Node
                            $script:PwRunnerPath = $Program.Runner
                            Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave wait-for-cancel)
                        } $Program
                    }).AddArgument($support).AddArgument($private).AddArgument((Get-TestProgram))
                $null = $shell.BeginInvoke()
                $answers = [IO.Path]::Combine($env:XDG_STATE_HOME, 'portwright', 'requests')
                Wait-Until {
                    @(Get-ChildItem -LiteralPath $answers -Recurse -File -ErrorAction Ignore |
                            Where-Object { [IO.File]::ReadAllText($_.FullName).Contains('first') }).Count -eq 1
                }
                $shell.Stop()
            }
            finally { $shell.Dispose() }
            $lines = [IO.File]::ReadAllLines((Get-ChildItem -LiteralPath $answers -Recurse -File).FullName)
            $lines[-2] | Should -Match 'undone'
            (ConvertFrom-Json -InputObject $lines[-1]).exitCode | Should -Be 130
            Get-LeftBehind | Should -BeNullOrEmpty
        }

        It 'is undone when what looks at the messages fails' {
            $child = @{}
            Use-TestLauncher {
                param ($FilePath, $Argument)
                $child.Id = (Get-TestOrder -Argument $Argument).id
                Invoke-TestChild -FilePath $FilePath -Argument $Argument
            }
            { Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave wait-for-cancel) -OnMessage { throw 'seen enough' } } |
                Should -Throw -ExpectedMessage 'seen enough'
            $lines = Read-PwAnswerLine -Call @{ Id = $child.Id; Offset = 0; IsTrusted = $true }
            (ConvertFrom-Json -InputObject @($lines)[-1]).exitCode | Should -Be 130
            Get-LeftBehind | Should -BeNullOrEmpty
        }

        It 'is undone when the caller is killed' {
            $script = [IO.Path]::Combine($place, 'caller.ps1')
            [IO.File]::WriteAllText($script, @'
param ($Support, $Private, $Node, $Runner)
& (Import-Module -Name $Support -ArgumentList $Private -PassThru) {
    $script:PwNodePath, $script:PwRunnerPath = $args
    Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave wait-for-cancel)
} $Node $Runner
'@)
            $program = Get-TestProgram
            $arguments = '-NoProfile', '-NonInteractive', '-File', $script, $support, $private, $program.Node, $program.Runner
            $caller = Start-PwRunner -FilePath (Get-PwElevatedShell) -Argument $arguments
            $answers = [IO.Path]::Combine($env:XDG_STATE_HOME, 'portwright', 'requests')
            $text = {
                Get-ChildItem -LiteralPath $answers -Recurse -File -ErrorAction Ignore | ForEach-Object { [IO.File]::ReadAllText($_.FullName) }
            }
            try { Wait-Until { (& $text) -like '*first*' } }
            finally {
                $caller.Process.Kill()
                $caller.Process.Dispose()
            }
            Wait-Until { (& $text) -like '*"exitCode":130*' }
        }
    }

    Context 'whose elevated side does not end well' {
        It 'has no result when it is killed, and says that changes may have been made' {
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave kill-the-elevated-side)
            $last.error.code | Should -Be 'elevation.no-result'
            $last.exitCode | Should -Be 3
            $last.error.remedy | Should -Match 'Get-PwRun'
            Get-LeftBehind | Should -BeNullOrEmpty
        }

        It 'tells what the command line said when that ended without a result' {
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave crash)
            $last.error.code | Should -Be 'wrapper.runner-failed'
            $last.error.message | Should -Match 'out of luck'
        }

        It 'changes nothing when it ends before it took the request up' {
            Use-TestLauncher { param ($FilePath) Invoke-TestChild -FilePath $FilePath -Argument '-NoProfile', '-Command', 'exit 7' }
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)
            $last.error.code | Should -Be 'elevation.not-started'
            $last.error.message | Should -Match 'exit code 7'
        }

        It 'changes nothing when it is not elevated' {
            Use-TestLauncher {
                param ($FilePath, $Argument)
                $start = [Diagnostics.ProcessStartInfo]::new($FilePath)
                foreach ($word in $Argument) { $start.ArgumentList.Add($word) }
                [Diagnostics.Process]::Start($start)
            }
            (Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)).error.code | Should -Be 'run.needs-elevation'
        }
    }

    Context 'that was tampered with' {
        It 'is refused when its bytes changed after they had been hashed' {
            Use-TestLauncher {
                param ($FilePath, $Argument)
                $path = (Get-TestOrder -Argument $Argument).request
                [IO.File]::WriteAllText($path, [IO.File]::ReadAllText($path).Replace('"fix"', '"fax"'))
                Invoke-TestChild -FilePath $FilePath -Argument $Argument
            }
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)
            $last.error.code | Should -Be 'elevation.request-invalid'
            $last.error.message | Should -Match 'hash'
            Get-LeftBehind | Should -BeNullOrEmpty
        }

        It 'is refused when a file of the code was <How>' -ForEach @(
            @{ How = 'replaced'; Name = 'Elevation/Elevated/Test-PwElevated.ps1' }
            @{ How = 'added'; Name = 'Elevation/Elevated/A.ps1' }
        ) {
            $file = [IO.Path]::Combine($private, $Name)
            $before = $null
            if ([IO.File]::Exists($file)) { $before = [IO.File]::ReadAllBytes($file) }
            Use-TestLauncher {
                param ($FilePath, $Argument)
                [IO.File]::AppendAllText($file, "exit 0`n")
                Invoke-TestChild -FilePath $FilePath -Argument $Argument
            }
            try { $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed) }
            finally {
                [IO.File]::Delete($file)
                if ($before) { [IO.File]::WriteAllBytes($file, $before) }
            }
            $last.error.code | Should -Be 'elevation.request-invalid'
            $last.error.message | Should -Match 'replaced'
        }

        It 'is carried out once' {
            $call = Open-TestCall
            try {
                $first = Invoke-ElevatedSideAlone -Call $call
                $first.Line | Should -Contain $accepted
                $second = Invoke-ElevatedSideAlone -Call $call
                $second.ExitCode | Should -Be 84
                $second.Line | Should -BeNullOrEmpty
            }
            finally { Close-PwElevatedCall -Call $call }
        }

        It 'is refused where the folder for the answers <Why>' -ForEach @(
            @{ Why = 'may be written by everybody'; Spoil = { param ($Path) [IO.File]::SetUnixFileMode($Path, [IO.UnixFileMode] 0x1ff) } }
            @{ Why = 'is a link'; Spoil = {
                    param ($Path)
                    [IO.Directory]::Move($Path, "$Path.real")
                    $null = [IO.Directory]::CreateSymbolicLink($Path, "$Path.real")
                }
            }
        ) {
            Use-TestLauncher {
                param ($FilePath, $Argument)
                & $Spoil ([IO.Path]::Combine($env:XDG_STATE_HOME, 'portwright'))
                Invoke-TestChild -FilePath $FilePath -Argument $Argument
            }
            $last = Invoke-PwElevatedRequest -Request (Get-TestRequest -Behave succeed)
            $last.error.code | Should -Be 'run.state-directory-unsafe'
            Get-LeftBehind | Should -BeNullOrEmpty
        }
    }
}

Describe 'The elevated side takes a request up' -Skip:$onWindows {
    BeforeAll {
        # Returns what it said, or the refusal.
        function Receive-Call {
            param ([hashtable] $Call, [string] $Caller = (Get-PwUserId))
            $order = [pscustomobject] @{ id = $Call.Id; request = $Call.Path; requestHash = $Call.RequestHash; caller = $Caller }
            $answer = [IO.StringWriter]::new()
            try {
                $null = Receive-PwElevatedRequest -Order $order -Answer $answer
                $answer.ToString().Trim()
            }
            catch {
                $answer.ToString() | Should -BeNullOrEmpty
                $_.Exception.Data['failure'].error
            }
            finally { Close-PwElevatedCall -Call $Call }
        }
    }

    BeforeEach {
        $place = [IO.Path]::Combine($TestDrive, $hostile, [Guid]::NewGuid().ToString('N'))
        Initialize-ElevationTest -Folder $place -RealNode $realNode
    }

    It 'that is as it should be' {
        Receive-Call -Call (Open-TestCall) | Should -BeExactly $accepted
    }

    It 'but not one that <What>' -ForEach @(
        @{ What = 'is too old'; Words = 'not now'; Change = { param ($Text) $Text -replace '"createdAt":"[^"]*"', "`"createdAt`":`"$([DateTime]::UtcNow.AddSeconds(-301).ToString('s'))Z`"" } }
        @{ What = 'comes from the future'; Words = 'not now'; Change = { param ($Text) $Text -replace '"createdAt":"[^"]*"', "`"createdAt`":`"$([DateTime]::UtcNow.AddSeconds(120).ToString('s'))Z`"" } }
        @{ What = 'has no date'; Words = 'understood'; Change = { param ($Text) $Text -replace '"createdAt":"[^"]*"', '"createdAt":"soon"' } }
        @{ What = 'is not JSON'; Words = 'understood'; Change = { '{"schemaVersion":1' } }
        @{ What = 'is JSON, but no request'; Words = 'understood'; Change = { '[]' } }
        @{ What = 'is empty'; Words = '0 bytes'; Change = { '' } }
        @{ What = 'is too long'; Words = 'bytes'; Change = { param ($Text) $Text + (' ' * 1MB) } }
        @{ What = 'has another id'; Words = 'its id'; Change = { param ($Text) $Text -replace '"id":"[^"]*"', "`"id`":`"$('0' * 32)`"" } }
        @{ What = 'names a relative node'; Words = 'absolute'; Change = { param ($Text) $Text -replace '"node":"[^"]*"', '"node":"node"' } }
        @{ What = 'names a node by a way round'; Words = 'absolute'; Change = { param ($Text) $Text -replace '"node":"[^"]*"', '"node":"/usr/../bin/node"' } }
        @{ What = 'names a node that is not there'; Words = 'there is no'; Change = { param ($Text) $Text -replace '"node":"[^"]*"', '"node":"/usr/bin/no-such-node"' } }
        @{ What = 'names no runner'; Words = 'absolute'; Change = { param ($Text) $Text -replace '"runner":"(\\.|[^"\\])*"', '"runner":""' } }
    ) {
        $refused = Receive-Call -Call (Open-TestCall -Change $Change)
        $refused.code | Should -Be 'elevation.request-invalid'
        $refused.message | Should -Match $Words
    }

    It 'but not one whose hash is another' {
        $call = Open-TestCall
        $call.RequestHash = '0' * 64
        (Receive-Call -Call $call).message | Should -Match 'hash'
    }

    It 'but not one of another caller' {
        (Receive-Call -Call (Open-TestCall) -Caller 'user 4711').message | Should -Match 'belongs to'
    }

    It 'but not one whose file another owns' -Skip:(-not $isRoot) {
        $call = Open-TestCall
        & '/bin/chown' 65534 $call.Path
        (Receive-Call -Call $call).message | Should -Match 'belongs to user 65534'
    }

    It 'but not a link to one' {
        $call = Open-TestCall
        [IO.File]::Move($call.Path, "$($call.Path).real")
        $null = [IO.File]::CreateSymbolicLink($call.Path, "$($call.Path).real")
        (Receive-Call -Call $call).message | Should -Match 'is a link'
    }

    It 'but not one that was withdrawn' {
        $call = Open-TestCall
        Revoke-PwRequest -Call $call | Should -BeTrue
        (Receive-Call -Call $call).message | Should -Match 'cannot be read'
    }

    It 'but not one whose caller has let go of it' {
        $call = Open-TestCall
        $call.Hold.Dispose()
        (Receive-Call -Call $call).message | Should -Match 'ended meanwhile'
    }

    It 'but not where <What> can be changed by others' -ForEach @(
        @{ What = 'the folder of node'; Name = ''; Mode = 0x1ff; Words = 'everybody' }
        @{ What = 'node'; Name = 'node'; Mode = 0x1fd; Words = 'group' }
        @{ What = 'the runner'; Name = 'portwright.cjs'; Mode = 0x1ef; Words = 'everybody' }
        @{ What = 'a neighbour of the runner'; Name = 'chunks/one.cjs'; Mode = 0x1b6; Words = 'everybody' }
        @{ What = 'a folder below the runner'; Name = 'chunks'; Mode = 0x1ff; Words = 'everybody' }
        @{ What = 'a folder further up'; Name = '..'; Mode = 0x1ff; Words = 'everybody' }
        @{ What = 'the folder, sticky,'; Name = ''; Mode = 0x3ff; Words = 'everybody' }
    ) {
        $folder = (Get-TestProgram).Folder
        [void] [IO.Directory]::CreateDirectory([IO.Path]::Combine($folder, 'chunks'))
        [IO.File]::WriteAllText([IO.Path]::Combine($folder, 'chunks', 'one.cjs'), '')
        $path = [IO.Path]::GetFullPath([IO.Path]::Combine($folder, $Name)).TrimEnd('/')
        [IO.File]::SetUnixFileMode($path, [IO.UnixFileMode] $Mode)
        $refused = Receive-Call -Call (Open-TestCall)
        $refused.code | Should -Be 'elevation.unsafe-folder'
        $refused.message.Contains("$path can be changed by") | Should -BeTrue
        $refused.message | Should -Match $Words
        $refused.remedy | Should -Match '--scope AllUsers'
    }

    It 'where a folder further up is open to everybody, but sticky' {
        [IO.File]::SetUnixFileMode($place, [IO.UnixFileMode] 0x3ff)
        Receive-Call -Call (Open-TestCall) | Should -BeExactly $accepted
    }

    It 'but not where another owns the folder of the programs' -Skip:(-not $isRoot) {
        & '/bin/chown' 65534 (Get-TestProgram).Folder
        (Receive-Call -Call (Open-TestCall)).message | Should -Match 'belongs to user 65534'
    }

    It 'but not where there is a link on the way' {
        $folder = (Get-TestProgram).Folder
        [IO.Directory]::Move($folder, "$folder.real")
        $null = [IO.Directory]::CreateSymbolicLink($folder, "$folder.real")
        $refused = Receive-Call -Call (Open-TestCall)
        $refused.code | Should -Be 'elevation.unsafe-folder'
        $refused.message | Should -Match 'is a link'
        Resolve-PwLinkedPath -Path ([IO.Path]::Combine($folder, 'node')) | Should -Be ([IO.Path]::Combine("$folder.real", 'node'))
    }
}

Describe 'Old answers' -Skip:$onWindows {
    It 'go after a day, and nothing else does' {
        $place = [IO.Path]::Combine($TestDrive, [Guid]::NewGuid().ToString('N'))
        foreach ($name in ('a' * 32), ('b' * 32), 'mine') {
            $folder = [IO.Path]::Combine($place, $name)
            [void] [IO.Directory]::CreateDirectory($folder)
            [IO.File]::WriteAllText([IO.Path]::Combine($folder, 'messages.ndjson'), '')
            if ($name -ne ('b' * 32)) { [IO.Directory]::SetLastWriteTimeUtc($folder, [DateTime]::UtcNow.AddHours(-25)) }
        }
        Clear-PwOldAnswer -Folder $place
        [IO.Directory]::GetDirectories($place) | ForEach-Object { [IO.Path]::GetFileName($_) } | Sort-Object | Should -Be ('b' * 32), 'mine'
    }
}

Describe 'The judgement on permissions as Windows has them' {
    BeforeAll {
        $administrators = 'S-1-5-32-544'
        $trusted = $administrators, 'S-1-5-18', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'
        function Get-Reason {
            param ([object[]] $Grant = @(), [string] $Role = 'Program', [string] $Owner = $administrators, [bool] $IsLink = $false)
            Get-PwUnsafeReason -Role $Role -Security ([pscustomobject] @{ IsLink = $IsLink; Owner = $Owner; Trusted = $trusted; Grant = $Grant })
        }
    }

    It 'holds <Right> of Users against a <Role> folder: <Expected>' -ForEach @(
        @{ Right = 'ReadAndExecute, Synchronize'; Role = 'Program'; Expected = $false }
        @{ Right = 'Modify'; Role = 'Program'; Expected = $true }
        @{ Right = 'CreateFiles'; Role = 'Program'; Expected = $true }
        @{ Right = 'AppendData'; Role = 'Ancestor'; Expected = $false }
        @{ Right = 'CreateFiles'; Role = 'Ancestor'; Expected = $false }
        @{ Right = 'Delete'; Role = 'Ancestor'; Expected = $true }
        @{ Right = 'DeleteSubdirectoriesAndFiles'; Role = 'Ancestor'; Expected = $true }
        @{ Right = 'ChangePermissions'; Role = 'Ancestor'; Expected = $true }
        @{ Right = 'TakeOwnership'; Role = 'Ancestor'; Expected = $true }
        @{ Right = 'FullControl'; Role = 'Ancestor'; Expected = $true }
        @{ Right = 'ReadAndExecute'; Role = 'Protected'; Expected = $false }
        @{ Right = 'AppendData'; Role = 'Protected'; Expected = $true }
    ) {
        $grant = @{ Account = 'S-1-5-32-545'; Rights = [int] [Security.AccessControl.FileSystemRights] $Right; IsInheritOnly = $false }
        [bool] (Get-Reason -Grant $grant -Role $Role) | Should -Be $Expected
        # The same for administrators is as it should be.
        $grant.Account = $administrators
        Get-Reason -Grant $grant -Role $Role | Should -BeNullOrEmpty
    }

    It 'holds GENERIC_ALL, which is kept as it is only in what is passed on, against a <Role> folder: <Expected>' -ForEach @(
        @{ Role = 'Program'; Expected = $false }
        @{ Role = 'Ancestor'; Expected = $false }
        @{ Role = 'Protected'; Expected = $true }
    ) {
        $creatorOwner = @{ Account = 'S-1-3-0'; Rights = 0x10000000; IsInheritOnly = $true }
        [bool] (Get-Reason -Grant $creatorOwner -Role $Role) | Should -Be $Expected
    }

    It 'holds a link and an owner against a folder, and names the owner' {
        Get-Reason -IsLink $true | Should -Be 'is a link'
        Get-Reason -Owner 'S-1-5-21-1-2-3-1001' | Should -Match 'belongs to .*S-1-5-21-1-2-3-1001'
    }

    It 'names everybody who can change it once' {
        $grants = foreach ($account in 'S-1-5-21-1-2-3-1001', 'S-1-5-21-1-2-3-1002', 'S-1-5-21-1-2-3-1001') {
            @{ Account = $account; Rights = 2; IsInheritOnly = $false }
        }
        Get-Reason -Grant $grants | Should -Be 'can be changed by S-1-5-21-1-2-3-1001, S-1-5-21-1-2-3-1002'
    }
}

Describe 'The start of the elevated process on Windows' {
    BeforeAll {
        $script:call = @{ Id = '0' * 32; Path = 'C:\Users\' + ('n' * 60) + '\AppData\Local\Portwright\Requests\' + ('0' * 32) + '.json'; RequestHash = 'f' * 64 }
        Mock -CommandName Get-PwUserId -ModuleName ElevationUnderTest -MockWith { 'S-1-5-21-1004336348-1177238915-682003330-512345' }
        Mock -CommandName Get-PwElevatedCode -ModuleName ElevationUnderTest -MockWith {
            @{ Folder = 'C:\Users\' + ('n' * 60) + '\Documents\WindowsPowerShell\Modules\Portwright\Private'; Hash = 'f' * 64 }
        }
    }

    BeforeEach { Use-TestLauncher $null }

    It 'asks for elevation, hidden, and redirects nothing' {
        Mock -CommandName Test-PwOnWindows -ModuleName ElevationUnderTest -MockWith { $true }
        Mock -CommandName Start-Process -ModuleName ElevationUnderTest
        Start-PwElevatedProcess -FilePath 'C:\powershell.exe' -Argument (Get-PwElevatedArgument -Call $call)
        Should -Invoke -CommandName Start-Process -ModuleName ElevationUnderTest -Exactly -Times 1 -ParameterFilter {
            $Verb -eq 'RunAs' -and $WindowStyle -eq 'Hidden' -and $PassThru -and $FilePath -eq 'C:\powershell.exe' -and
            $ArgumentList.Count -eq 1 -and
            ($PSBoundParameters.Keys | Where-Object { $_ -like 'Redirect*' -or $_ -in 'NoNewWindow', 'Credential', 'Wait', 'UseNewEnvironment' }).Count -eq 0
        }
    }

    It 'fits into what ShellExecute takes, and is fixed but for base64' {
        $argument = Get-PwElevatedArgument -Call $call
        $argument[0..4] | Should -Be '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command'
        ($argument -join ' ').Length | Should -BeLessThan 2040
        $argument[5] | Should -Not -Match '["%\r\n]'
        $call.Path = $call.Path.Replace('n', '$')
        $other = Get-PwElevatedArgument -Call $call
        $base64 = 'FromBase64String\(''[A-Za-z0-9+/=]*''\)'
        $other[5] -replace $base64 | Should -BeExactly ($argument[5] -replace $base64)
    }

    It 'starts the Windows PowerShell of the system, whatever runs' {
        Mock -CommandName Test-PwOnWindows -ModuleName ElevationUnderTest -MockWith { $true }
        Get-PwElevatedShell | Should -Match 'WindowsPowerShell.v1\.0.powershell\.exe$'
    }
}
