#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll { . ([IO.Path]::Combine($PSScriptRoot, 'Support', 'Conversations.ps1')) }

AfterAll {
    Remove-Item -LiteralPath 'env:PORTWRIGHT_FAKE_RUNNER' -ErrorAction Ignore
    Remove-Module -Name 'PrivateFunctions', 'FakeRunner'
}

Describe 'Invoke-PwDirectRequest' {
    It 'hands over every message in order and returns the last' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'warning'; message = 'one' } }, @{ send = @{ type = 'warning'; message = 'two' } }, $done
        $seen = New-Object -TypeName 'Collections.Generic.List[string]'
        $last = Invoke-PwDirectRequest -Request @{ schemaVersion = 1; text = [string] [char] 0xdf } -OnMessage { param($Message) $seen.Add($Message.message) }
        $seen | Should -Be 'one', 'two'
        $last.type | Should -Be 'result'
        $last.document.runId | Should -Be $run.runId
        $heard = @(Get-HeardLine -Conversation $conversation)
        $heard.Count | Should -Be 1
        $heard[0] | Should -BeLike '*\u00df*'
    }

    It 'sends what OnMessage answers, and nothing else that it writes' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'approval-wanted' } }, @{ hear = 1 }, $done
        $null = Invoke-PwDirectRequest -Request @{ a = 1 } -OnMessage { 'chatter'; 'decline' }
        @(Get-HeardLine -Conversation $conversation)[1] | Should -Be 'decline'
    }

    It 'is not stopped by megabytes on either stream, nor by a line of megabytes' {
        $big = 'y' * 3MB
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ fill = @{ descriptor = 2; bytes = 4MB } }, @{ send = @{ type = 'warning'; message = $big } },
        @{ fill = @{ descriptor = 2; bytes = 4MB } }, $done
        $lengths = New-Object -TypeName 'Collections.Generic.List[int]'
        $last = Invoke-PwDirectRequest -Request @{ text = 'z' * 2MB } -OnMessage { param($Message) $lengths.Add($Message.message.Length) }
        $last.type | Should -Be 'result'
        $lengths | Should -Be 3MB
    }

    It 'leaves the environment to Node.js as it is' {
        $env:NODE_OPTIONS = '--title=portwright-test'
        try {
            $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $done
            (Invoke-PwDirectRequest -Request @{ a = 1 }).type | Should -Be 'result'
            $env:NODE_OPTIONS = '--no-such-option'
            $last = Invoke-PwDirectRequest -Request @{ a = 1 }
            $last.error.code | Should -Be 'wrapper.runner-failed'
            $last.error.message | Should -BeLike '*--no-such-option*'
        }
        finally { Remove-Item -LiteralPath 'env:NODE_OPTIONS' }
    }

    It 'takes a line that is no message for a failure, shows its beginning, and has the runner cancel' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ raw = ([char] 27 + '[31mgarbage ' + 'g' * 500 + "`n") }, @{ hear = 1 }, $done
        $last = Invoke-PwDirectRequest -Request @{ a = 1 }
        $last.error.code | Should -Be 'wrapper.runner-failed'
        $last.error.message | Should -BeLike '*?`[31mgarbage ggg*'
        $last.error.message.Length | Should -BeLessThan 300
        @(Get-HeardLine -Conversation $conversation)[1] | Should -Be 'cancel'
    }

    It 'takes <Name> for a failure with what was said on standard error' -ForEach @(
        @{ Name = 'an exit without a result'; Act = @{ exit = 7 }; Like = '*exit code 7*the reason*' }
        @{ Name = 'a killed process'; Act = @{ die = 1 }; Like = '*exit code 137*the reason*' }
        @{ Name = 'an end in the middle of a line'; Act = @{ raw = '{"type":"result"' }; Like = '*{"type":"result"*' }
    ) {
        if ($Name -eq 'a killed process' -and [IO.Path]::DirectorySeparatorChar -eq '\') { Set-ItResult -Skipped -Because 'Windows has no signals' }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ stderr = 'the reason' }, $Act
        $last = Invoke-PwDirectRequest -Request @{ a = 1 }
        $last.type | Should -Be 'error'
        $last.error.code | Should -Be 'wrapper.runner-failed'
        $last.error.message | Should -BeLike $Like
    }

    It 'names what stands where a runner died after the approval' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'approval-wanted' } }, @{ hear = 1 }, @{ exit = 9 }
        (Invoke-PwDirectRequest -Request @{ a = 1 } -OnMessage { 'approve' }).error.remedy | Should -BeLike '*Undo-PwRun*'
    }

    It 'gives up after the time it was given and tells the runner to cancel' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ hearUntil = 'cancel' }
        $last = Invoke-PwDirectRequest -Request @{ a = 1 } -TimeoutMs 300
        $last.error.code | Should -Be 'host.timed-out'
        @(Get-HeardLine -Conversation $conversation)[1] | Should -Be 'cancel'
    }

    It 'says so where there is no Node.js, with how to get it' {
        Set-PwRunner -Runner (Get-FakeRunnerPath) -Node (Join-Path -Path $TestDrive -ChildPath 'no-node')
        try {
            $last = Invoke-PwDirectRequest -Request @{ a = 1 }
            $last.error.code | Should -Be 'wrapper.node-missing'
            $last.error.remedy | Should -BeLike 'winget install*'
            $last.exitCode | Should -Be 2
        }
        finally { Set-PwRunner -Runner (Get-FakeRunnerPath) -Node (Get-TestNode) }
    }

    It 'names the version of a Node.js that is too old' -Skip:([IO.Path]::DirectorySeparatorChar -eq '\') {
        $old = Join-Path -Path $TestDrive -ChildPath 'old node'
        [IO.File]::WriteAllText($old, "#!/bin/sh`n[ `"`$1`" = --version ] && echo v20.20.2 && exit`necho 'SyntaxError' >&2`nexit 1`n")
        chmod +x $old
        Set-PwRunner -Runner (Get-FakeRunnerPath) -Node $old
        try {
            $last = Invoke-PwDirectRequest -Request @{ a = 1 }
            $last.error.code | Should -Be 'wrapper.node-missing'
            $last.error.message | Should -BeLike '*is 20.20.2*'
        }
        finally { Set-PwRunner -Runner (Get-FakeRunnerPath) -Node (Get-TestNode) }
    }

    It 'asks the runner to put everything back when the pipeline is stopped, and waits for it' {
        $began = Join-Path -Path $TestDrive -ChildPath ([guid]::NewGuid())
        $undone = "$began.undone"
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'approval-wanted' } }, @{ hear = 1 }, @{ touch = $began },
        @{ hearUntil = 'cancel' }, @{ fill = @{ descriptor = 1; bytes = 2MB } }, @{ awaitFile = "$began.goOn" }, @{ touch = $undone }
        $shell = New-StoppableCall -Script 'Invoke-PwDirectRequest -Request @{ a = 1 } -OnMessage { "approve" }; Set-Content -LiteralPath never -Value x'
        try {
            $null = $shell.BeginInvoke()
            Wait-Until { [IO.File]::Exists($began) }
            $stopping = $shell.BeginStop($null, $null)
            $stopping.AsyncWaitHandle.WaitOne(1500) | Should -BeFalse -Because 'the runner is still putting things back'
            [IO.File]::WriteAllText("$began.goOn", '')
            $shell.EndStop($stopping)
            [IO.File]::Exists($undone) | Should -BeTrue -Because 'the runner was given the time to put everything back'
            @(Get-HeardLine -Conversation $conversation)[-1] | Should -Be 'cancel'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally { $shell.Dispose() }
    }

    It 'ends a runner that is deaf, and no other process' {
        $alive = Join-Path -Path $TestDrive -ChildPath ([guid]::NewGuid())
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ touch = $alive }, @{ hang = 1 }
        $runner = Start-PwRunner -FilePath (Get-TestNode) -Argument (Get-FakeRunnerPath)
        $bystander = Start-PwRunner -FilePath (Get-TestNode) -Argument (Get-FakeRunnerPath)
        try {
            Wait-Until { [IO.File]::Exists($alive) }
            Stop-PwRunner -Runner $runner -PatienceMs 200
            $bystander.Process.HasExited | Should -BeFalse
        }
        finally { Stop-PwRunner -Runner $bystander -PatienceMs 1 }
        Wait-Until { -not (Get-ProcessOf -Path $alive) }
    }

    It 'works where there is no console' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'plan'; plan = $plan } }, $done
        $shell = New-StoppableCall -Script 'Invoke-PwDirectRequest -Request @{ a = 1 }'
        try { $shell.Invoke()[0].document.runId | Should -Be $run.runId }
        finally { $shell.Dispose() }
    }
}

Describe 'Resolve-PwNode' {
    It 'is the first node on PATH, never one of a folder that is not absolute' {
        $name = $(if ([IO.Path]::DirectorySeparatorChar -eq '\') { 'node.exe' } else { 'node' })
        $folders = @(foreach ($folder in 'first', 'second') {
                $path = Join-Path -Path $TestDrive -ChildPath $folder
                $null = New-Item -ItemType Directory -Path $path
                if ($folder -eq 'second') { [IO.File]::WriteAllText((Join-Path -Path $path -ChildPath $name), '') }
                $path
            })
        $before = $env:PATH
        Set-PwRunner -Runner '' -Node ''
        Mock -ModuleName PrivateFunctions -CommandName Get-PwModuleFolder -MockWith { [IO.Path]::Combine($TestDrive, 'Portwright') }
        Push-Location -LiteralPath $folders[1]
        try {
            $env:PATH = ('.', '', 'second', $folders[0], $folders[1], $before) -join [IO.Path]::PathSeparator
            Resolve-PwNode | Should -BeExactly (Join-Path -Path $folders[1] -ChildPath $name)
            $env:PATH = '.', $folders[0] -join [IO.Path]::PathSeparator
            Resolve-PwNode | Should -BeNullOrEmpty
            (Invoke-PwDirectRequest -Request @{ a = 1 }).error.code | Should -Be 'wrapper.node-missing'
        }
        finally {
            Pop-Location
            $env:PATH = $before
            Set-PwRunner -Runner (Get-FakeRunnerPath) -Node (Get-TestNode)
        }
    }
}

Describe 'Get-PwCheckoutNode' {
    BeforeAll {
        $name = $(if ([IO.Path]::DirectorySeparatorChar -eq '\') { 'node.exe' } else { 'node' })
        function New-Checkout {
            param ([string] $Name, [string] $Wrappers = 'ps-wrappers', [switch] $WithoutPackage)
            $root = [IO.Path]::Combine($TestDrive, $Name)
            $null = [IO.Directory]::CreateDirectory([IO.Path]::Combine($root, 'node_modules', 'node', 'bin'))
            $null = [IO.Directory]::CreateDirectory([IO.Path]::Combine($root, $Wrappers, 'Portwright'))
            [IO.File]::WriteAllText([IO.Path]::Combine($root, "node_modules/node/bin/$script:nodeName"), '')
            if (-not $WithoutPackage) { [IO.File]::WriteAllText([IO.Path]::Combine($root, 'package.json'), '{}') }
            return $root
        }
        $script:nodeName = $name
    }

    It 'comes before every node of PATH where the module lies in a checkout' {
        $root = New-Checkout -Name 'checkout'
        Mock -ModuleName PrivateFunctions -CommandName Get-PwModuleFolder -MockWith { [IO.Path]::Combine($TestDrive, 'checkout', 'ps-wrappers', 'Portwright') }
        Set-PwRunner -Runner '' -Node ''
        try { Resolve-PwNode | Should -BeExactly ([IO.Path]::GetFullPath([IO.Path]::Combine($root, 'node_modules', 'node', 'bin', $name))) }
        finally { Set-PwRunner -Runner (Get-FakeRunnerPath) -Node (Get-TestNode) }
    }

    It 'is not looked for around a module that lies <Where>' -ForEach @(
        @{ Where = 'in another folder'; Checkout = @{ Name = 'other'; Wrappers = 'Modules' } }
        @{ Where = 'in no package'; Checkout = @{ Name = 'bare'; WithoutPackage = $true } }
    ) {
        $root = New-Checkout @Checkout
        $folder = @([IO.Directory]::GetDirectories($root, 'Portwright', 'AllDirectories'))[0]
        Mock -ModuleName PrivateFunctions -CommandName Get-PwModuleFolder -MockWith { $folder }
        Get-PwCheckoutNode -Name $name | Should -BeNullOrEmpty
    }

    It 'is nothing in a checkout whose packages hold none' {
        $root = New-Checkout -Name 'empty'
        [IO.File]::Delete([IO.Path]::Combine($root, 'node_modules', 'node', 'bin', $name))
        $folder = [IO.Path]::Combine($root, 'ps-wrappers', 'Portwright')
        Mock -ModuleName PrivateFunctions -CommandName Get-PwModuleFolder -MockWith { $folder }
        Get-PwCheckoutNode -Name $name | Should -BeNullOrEmpty
    }
}

Describe 'New-PwMachine' {
    It 'makes paths absolute from the location of PowerShell, with every character as it is' {
        Push-Location -LiteralPath $TestDrive
        try {
            Mock -ModuleName PrivateFunctions -CommandName Invoke-PwChange -MockWith { $Machine }
            $machine = Invoke-TestChange -HostKind simulated -State 'it''s [a] state.json' -SystemRoot '..'
            $machine.kind | Should -Be 'simulated'
            $machine.state | Should -Be ([IO.Path]::Combine((Convert-Path -LiteralPath '.'), 'it''s [a] state.json'))
            [IO.Path]::IsPathRooted($machine.systemRoot) | Should -BeTrue
        }
        finally { Pop-Location }
    }

    It 'sends the kind as the schema spells it, however it was typed' {
        Mock -ModuleName PrivateFunctions -CommandName Invoke-PwChange -MockWith { $Machine }
        (Invoke-TestChange -HostKind 'Simulated').kind | Should -BeExactly 'simulated'
        (Get-PwCompletionMachine -Bound @{ HostKind = 'WINDOWS' }).kind | Should -BeExactly 'windows'
    }

    It 'is this machine where nothing is said' {
        Mock -ModuleName PrivateFunctions -CommandName Invoke-PwChange -MockWith { $Machine }
        $machine = Invoke-TestChange
        $machine.Keys | Should -Be 'kind'
        $machine.kind | Should -Be 'auto'
    }

    It 'refuses a path that is none of the file system' {
        { Invoke-TestChange -State 'Env:\PATH' } | Should -Throw -ErrorId 'portwright.input.invalid-argument,Invoke-TestChange'
        { Invoke-TestChange -State 'NoSuchDrive9:\x' } | Should -Throw -ErrorId 'portwright.input.invalid-argument,Invoke-TestChange'
    }
}

Describe 'Invoke-PwRead' {
    It 'sends the arguments with the machine, and writes objects' {
        $row = @{ protocol = 'tcp'; startPort = 8018; numberOfPorts = 100; administered = $false; origin = 'winnat'; store = 'active' }
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'result'; exitCode = 0; document = @{ schemaVersion = 1; host = @{ kind = 'simulated'; machine = 'x' }; ranges = @($row) } } }
        $range = Invoke-TestRead -Action 'excluded-port-ranges' -Argument @{ protocols = @('tcp'); store = 'active' } -Converter 'ConvertTo-PwExcludedPortRange' -HostKind simulated
        $range.EndPort | Should -Be 8117
        $range.HostKind | Should -Be 'simulated'
        $request = ConvertFrom-Json -InputObject @(Get-HeardLine -Conversation $conversation)[0]
        $request.protocols.Count | Should -Be 1
        $request.host.kind | Should -Be 'simulated'
    }

    It 'reports the error of the command line, passing on its warnings first' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'warning'; message = 'careful' } },
        @{ send = @{ type = 'error'; error = @{ code = 'ports.invalid-port'; message = 'port 0' }; exitCode = 2 } }
        { Invoke-TestRead -ErrorAction Stop -WarningVariable script:warnings -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'portwright.ports.invalid-port,Invoke-TestRead'
        $script:warnings | Should -Be 'careful'
    }
}

Describe 'Completion' {
    It 'offers containers that begin with what was typed, quoted where it must be' {
        $rows = @('{"Names":"web one","State":"running","Image":"i","Ports":""}', '{"Names":"web-2,alias","State":"exited","Image":"i","Ports":""}', '{"Names":"db","State":"exited","Image":"i","Ports":""}')
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 },
        @{ send = @{ type = 'result'; exitCode = 0; document = @{ commands = @(@{ exitCode = 0; stdout = ($rows -join "`n"); stderr = '' }) } } }
        $offers = Complete-PwContainer 'Repair-PwPort' 'Container' "'WEB" $null @{ HostKind = 'simulated'; State = 'm.json' }
        $offers.CompletionText | Should -Be "'web one'", 'web-2'
        $offers[1].ListItemText | Should -Be 'web-2'
        $request = ConvertFrom-Json -InputObject @(Get-HeardLine -Conversation $conversation)[0]
        $request.host.kind | Should -Be 'simulated'
        [IO.Path]::IsPathRooted($request.host.state) | Should -BeTrue
    }

    It 'offers to <Command> the runs that it can do something about' -ForEach @(
        @{ Command = 'Get-PwRun'; Offered = '2026-cut-off', '2026-waiting', '2026-done', '2026-rolled-back' }
        @{ Command = 'Undo-PwRun'; Offered = '2026-cut-off', '2026-done' }
        @{ Command = 'Resume-PwRun'; Offered = '2026-cut-off', '2026-waiting' }
    ) {
        $runs = foreach ($row in @(('cut-off', 'unfinished', $true), ('waiting', 'restart-required', $false), ('done', 'done', $true), ('rolled-back', 'rolled-back', $false))) {
            @{ runId = "2026-$($row[0])"; scenario = 'fix'; status = $row[1]; canBeUndone = $row[2]; startedAt = '2026-01-05T09:00:00.260Z' }
        }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'result'; exitCode = 0; document = @{ runs = @($runs) } } }
        (Complete-PwRun $Command 'RunId' '' $null @{}).CompletionText | Should -Be $Offered
    }

    It 'offers nothing and never throws where <Name>' -ForEach @(
        @{ Name = 'the command line dies'; Act = @{ exit = 1 } }
        @{ Name = 'the answer is of another shape'; Act = @{ send = @{ type = 'result'; exitCode = 0; document = 1 } } }
        @{ Name = 'it answers with garbage'; Act = @{ raw = "garbage`n" } }
    ) {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $Act
        Complete-PwContainer 'x' 'y' $null $null $null | Should -BeNullOrEmpty
        Complete-PwRun 'x' 'y' $null $null $null | Should -BeNullOrEmpty
    }

    It 'offers scenarios from the data of the module' {
        Mock -ModuleName PrivateFunctions -CommandName Get-PwData -MockWith { @{ Name = 'fix'; Title = 'Free ports' }, @{ Name = 'reserve-ports'; Title = 'Reserve' } }
        (Complete-PwScenario 'x' 'y' 'res' $null @{}).CompletionText | Should -Be 'reserve-ports'
    }
}
